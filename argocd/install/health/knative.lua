-- The health of Knative's resources with a Ready condition, once that condition is about the current generation.
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
return health
