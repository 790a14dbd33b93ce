-- With WaitForFirstConsumer, a claim that no pod has used yet is pending, which counts as healthy.
local phase = obj.status ~= nil and obj.status.phase or "Pending"
if phase == "Lost" then
  return { status = "Degraded", message = "its volume is gone" }
end
return { status = "Healthy", message = phase }
