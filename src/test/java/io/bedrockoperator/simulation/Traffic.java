package io.bedrockoperator.simulation;

import java.util.Map;
import java.util.TreeMap;

/**
 * What processes asked for in some time, by operation; what was refused is counted too.
 *
 * @param aws calls of AWS
 * @param apiServer requests to the Kubernetes API server
 */
record Traffic(Map<String, Integer> aws, Map<String, Integer> apiServer) {

  Traffic since(Traffic before) {
    return new Traffic(difference(aws, before.aws), difference(apiServer, before.apiServer));
  }

  int calls() {
    return total(aws);
  }

  int calls(String operation) {
    return aws.getOrDefault(operation, 0);
  }

  int requests() {
    return total(apiServer);
  }

  int requests(String operation) {
    return apiServer.getOrDefault(operation, 0);
  }

  private static int total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> difference(
      Map<String, Integer> now, Map<String, Integer> before) {
    var difference = new TreeMap<String, Integer>();
    now.forEach(
        (what, count) -> {
          var more = count - before.getOrDefault(what, 0);
          if (more > 0) {
            difference.put(what, more);
          }
        });
    return difference;
  }
}
