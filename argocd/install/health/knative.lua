-- The health of Knative's resources with a Ready condition, once that condition is about the current generation. A
-- function is also as healthy as its rollout (rollouts/): not before its newest revision serves all traffic, and degraded
-- if that was taken back, until Git has another one.
local health = { status = "Progressing", message = "not looked at yet" }
local status = obj.status
if status == nil or status.conditions == nil then
  return health
end
if status.observedGeneration ~= nil and status.observedGeneration ~= obj.metadata.generation then
  health.message = "the last change is not looked at yet"
  return health
end
for _, condition in ipairs(status.conditions) do
  if condition.type == "Ready" then
    health.message = condition.message or condition.reason or ""
    if condition.status == "True" then
      health.status = "Healthy"
    elseif condition.status == "False" then
      health.status = "Degraded"
      if condition.reason ~= nil and condition.message ~= nil then
        health.message = condition.reason .. ": " .. condition.message
      end
    end
  end
end
local said = obj.metadata.annotations or {}
local newest = status.latestReadyRevisionName
if health.status ~= "Healthy" or newest == nil or (said["cloudshop.dev/rollout"] or "all") == "all" then
  return health
end
for _, target in ipairs(status.traffic or {}) do
  if target.revisionName == newest and target.percent == 100 then
    return health
  end
end
health.status = "Progressing"
health.message = newest .. " has no traffic yet"
if said["cloudshop.dev/rollout-revision"] == newest then
  health.message = said["cloudshop.dev/rollout-message"] or health.message
  if said["cloudshop.dev/rollout-phase"] == "taken-back" then
    health.status = "Degraded"
  end
end
return health
