// What a page does that the visitor did not ask for. It runs before the page's own scripts.
window.observed = { shifts: [], violations: [] };

new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    if (shift.hadRecentInput) continue;
    const moved = shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? String(node));
    window.observed.shifts.push({ value: shift.value, moved });
  }
}).observe({ type: "layout-shift", buffered: true });

addEventListener("securitypolicyviolation", (event) => {
  window.observed.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
