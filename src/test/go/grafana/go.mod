// Builds the check of dashboards against Grafana's types that the test of the dashboards runs.
module io.bedrockoperator/apiserver/grafana

go 1.25.0

require github.com/grafana/grafana-foundation-sdk/go v0.0.18
