-- Health of an InferenceProfile or InferenceProfileDeployment for Argo CD: argocd-cm, keys
-- resource.customizations.health.bedrock-operator.io_InferenceProfile
-- resource.customizations.health.bedrock-operator.io_InferenceProfileDeployment
local status = obj.status or {}

local function condition(name)
  for _, candidate in ipairs(status.conditions or {}) do
    if candidate.type == name then
      return candidate
    end
  end
  return {}
end

local ready = condition("Ready")
local stalled = condition("Stalled")

if obj.spec.suspend then
  return { status = "Suspended", message = "suspended by spec.suspend" }
end

if obj.spec.paused then
  return { status = "Suspended", message = "paused by spec.paused" }
end

-- A status about an older spec says nothing about this one.
if status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "waiting for the operator" }
end

if stalled.status == "True" then
  return { status = "Degraded", message = stalled.message }
end

if ready.status == "True" then
  return { status = "Healthy", message = ready.message }
end

return { status = "Progressing", message = ready.message or "waiting for the operator" }
