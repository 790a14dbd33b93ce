-- Where volumes are made for the first pod that uses them, a claim that nobody has used yet is pending, and in order.
local phase = obj.status ~= nil and obj.status.phase or "Pending"
if phase == "Lost" then
  return { status = "Degraded", message = "its volume is gone" }
end
return { status = "Healthy", message = phase }
