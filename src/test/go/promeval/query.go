package main

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/promqltest"
)

// query answers range queries from the first sample on. The question is a line of a step and a
// duration, and lines of expressions. For each of these it prints the series, as JSON in one line.
func query(load, question string) {
	times, expressions, _ := strings.Cut(question, "\n")
	every, until, _ := strings.Cut(times, " ")
	step, err := time.ParseDuration(every)
	must(err)
	length, err := time.ParseDuration(until)
	must(err)
	start := time.Unix(0, 0)
	storage := promqltest.LoadedStorage(failures{}, load)
	engine := promql.NewEngine(promql.EngineOpts{MaxSamples: 50_000_000, Timeout: time.Minute})
	ctx := context.Background()
	output := json.NewEncoder(os.Stdout)
	for _, expression := range strings.Split(expressions, "\n") {
		asked, err := engine.NewRangeQuery(ctx, storage, nil, expression, start, start.Add(length), step)
		must(err)
		result := asked.Exec(ctx)
		must(result.Err)
		must(output.Encode(result.Value))
	}
}
