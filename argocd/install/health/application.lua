-- A layer is as healthy as its resources, once it is synced to its commit. The root waits for that before it syncs the
-- next layer, so the health at the previous commit must not count.
local health = { status = "Progressing", message = "not compared yet" }
local status = obj.status
if status == nil or status.sync == nil or status.health == nil then
  return health
end
local wanted = obj.spec.source.targetRevision
local compared = status.sync.comparedTo and status.sync.comparedTo.source or {}
if compared.targetRevision ~= wanted or compared.path ~= obj.spec.source.path then
  health.message = "not compared with " .. wanted .. " yet"
  return health
end
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "ComparisonError" or condition.type == "InvalidSpecError" then
    return { status = "Degraded", message = condition.message }
  end
end
if status.sync.status == "Synced" then
  health.status = status.health.status or "Progressing"
  health.message = status.health.message or ""
  return health
end
health.message = "is being brought to " .. wanted
-- The retry limit is reached.
local last = status.operationState
if last ~= nil and (last.phase == "Failed" or last.phase == "Error") then
  if last.syncResult ~= nil and last.syncResult.revision == status.sync.revision then
    return { status = "Degraded", message = last.message or "could not be synced" }
  end
end
return health
