{{- define "bedrock-operator.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "bedrock-operator.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains (include "bedrock-operator.name" .) .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "bedrock-operator.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "bedrock-operator.selector" -}}
app.kubernetes.io/name: {{ include "bedrock-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "bedrock-operator.labels" -}}
{{ include "bedrock-operator.selector" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "bedrock-operator.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "bedrock-operator.fullname" .) }}
{{- else }}
{{- required "serviceAccount.name is needed where serviceAccount.create is false" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "bedrock-operator.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end }}
{{- end }}

{{- /* Releases in one namespace share the work, and each needs a leader of its own. */ -}}
{{- define "bedrock-operator.leaseName" -}}
{{- include "bedrock-operator.fullname" . }}
{{- end }}

{{- define "bedrock-operator.leaseNamespace" -}}
{{- .Values.leaderElection.namespace | default .Release.Namespace }}
{{- end }}

{{- /* Kubernetes puts the address of the API server in the place of $(…): it must not be reached through the proxy. */ -}}
{{- define "bedrock-operator.javaOpts" -}}
{{- $options := list }}
{{- with .Values.javaOpts }}
{{- $options = append $options . }}
{{- end }}
{{- if include "bedrock-operator.trustStoreSource" . }}
{{- $options = append $options (printf "-Djavax.net.ssl.trustStore=/etc/bedrock-operator/trust/%s" .Values.trustStore.key) }}
{{- $options = append $options (printf "-Djavax.net.ssl.trustStoreType=%s" .Values.trustStore.type) }}
{{- $options = append $options (printf "-Djavax.net.ssl.trustStorePassword=%s" .Values.trustStore.password) }}
{{- end }}
{{- with .Values.proxy }}
{{- if .host }}
{{- range $scheme := list "http" "https" }}
{{- $options = append $options (printf "-D%s.proxyHost=%s -D%s.proxyPort=%v" $scheme $.Values.proxy.host $scheme $.Values.proxy.port) }}
{{- end }}
{{- $options = append $options (printf "-Dhttp.nonProxyHosts=%s" (join "|" (prepend .nonProxyHosts "$(KUBERNETES_SERVICE_HOST)"))) }}
{{- end }}
{{- end }}
{{- join " " $options }}
{{- end }}

{{- define "bedrock-operator.trustStoreSource" -}}
{{- with .Values.trustStore }}
{{- if and .configMap .secret }}
{{- fail "trustStore.configMap and trustStore.secret exclude each other" }}
{{- else if .configMap -}}
configMap:
  name: {{ .configMap }}
{{- else if .secret -}}
secret:
  secretName: {{ .secret }}
{{- end }}
{{- end }}
{{- end }}

{{- /* What the operator does in the namespaces that it watches. */ -}}
{{- define "bedrock-operator.watchRules" -}}
# patch: the finalizer. create and delete: the revisions of InferenceProfileDeployments.
- apiGroups: [bedrock-operator.io]
  resources: [inferenceprofiles]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [bedrock-operator.io]
  resources: [inferenceprofiles/status]
  verbs: [patch]
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- if .Values.publish.enabled }}
# spec.publish.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, list, watch, create, patch, delete]
{{- end }}
# What InferenceProfileDeployments ask for.
- apiGroups: [bedrock-operator.io]
  resources: [inferenceprofiledeployments]
  verbs: [get, list, watch]
- apiGroups: [bedrock-operator.io]
  resources: [inferenceprofiledeployments/status]
  verbs: [patch]
{{- end }}

{{- define "bedrock-operator.subjects" -}}
- kind: ServiceAccount
  name: {{ include "bedrock-operator.serviceAccount" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}
