// Evaluates alerting rules with Prometheus' own engine, minute by minute. The input is a load command
// of Prometheus' test language, a line with three dashes, and a line of a duration and a file of
// rules. For each minute from the first sample on it prints the alerts that are pending or firing, as
// JSON in one line.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/promqltest"
	"github.com/prometheus/prometheus/rules"
)

const (
	separator = "\n---\n"
	interval  = time.Minute
)

type alert struct {
	Alert       string        `json:"alert"`
	State       string        `json:"state"`
	Labels      labels.Labels `json:"labels"`
	Annotations labels.Labels `json:"annotations"`
}

type failures struct{}

func (failures) Errorf(format string, args ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}

func (failures) FailNow() { os.Exit(1) }

func must(errs ...error) {
	for _, err := range errs {
		if err != nil {
			failures{}.Errorf("%v", err)
			failures{}.FailNow()
		}
	}
}

// alerting returns the rules of a file.
func alerting(file string) []*rules.AlertingRule {
	groups, errs := rules.NewManager(&rules.ManagerOptions{}).
		LoadGroups(interval, labels.EmptyLabels(), "", nil, false, file)
	must(errs...)
	var found []*rules.AlertingRule
	for _, group := range groups {
		found = append(found, group.AlertingRules()...)
	}
	return found
}

func main() {
	input, err := io.ReadAll(os.Stdin)
	must(err)
	load, question, _ := strings.Cut(string(input), separator)
	length, file, _ := strings.Cut(strings.TrimSpace(question), " ")
	duration, err := time.ParseDuration(length)
	must(err)
	engine := promql.NewEngine(promql.EngineOpts{MaxSamples: 1_000_000, Timeout: time.Minute})
	query := rules.EngineQueryFunc(engine, promqltest.LoadedStorage(failures{}, load))
	shipped := alerting(file)
	output := json.NewEncoder(os.Stdout)
	for after := time.Duration(0); after <= duration; after += interval {
		active := []alert{}
		for _, rule := range shipped {
			_, err := rule.Eval(context.Background(), 0, time.Unix(0, 0).Add(after), query, &url.URL{}, 0)
			must(err)
			for _, found := range rule.ActiveAlerts() {
				active = append(active, alert{rule.Name(), found.State.String(), found.Labels, found.Annotations})
			}
		}
		must(output.Encode(active))
	}
}
