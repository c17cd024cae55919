// Evaluates PromQL expressions with Prometheus' own engine. The input is a load command of
// Prometheus' test language, a line with three dashes, and lines of a duration and an expression.
// For each of these it prints the result at that time after the first sample, as JSON in one line.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/promqltest"
)

const separator = "\n---\n"

type failures struct{}

func (failures) Errorf(format string, args ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}

func (failures) FailNow() { os.Exit(1) }

func must(err error) {
	if err != nil {
		failures{}.Errorf("%v", err)
		failures{}.FailNow()
	}
}

func main() {
	input, err := io.ReadAll(os.Stdin)
	must(err)
	load, questions, _ := strings.Cut(string(input), separator)
	storage := promqltest.LoadedStorage(failures{}, load)
	engine := promql.NewEngine(promql.EngineOpts{MaxSamples: 1_000_000, Timeout: time.Minute})
	ctx := context.Background()
	for _, line := range strings.Split(strings.TrimSpace(questions), "\n") {
		after, expression, _ := strings.Cut(line, " ")
		offset, err := time.ParseDuration(after)
		must(err)
		query, err := engine.NewInstantQuery(ctx, storage, nil, expression, time.Unix(0, 0).Add(offset))
		must(err)
		result := query.Exec(ctx)
		must(result.Err)
		text, err := json.Marshal(result.Value)
		must(err)
		fmt.Println(string(text))
	}
}
