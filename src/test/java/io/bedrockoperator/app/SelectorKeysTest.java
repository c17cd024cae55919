package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorKeysTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shard=a                                   | shard
          shard==a                                  | shard
          shard!=a                                  | shard
          shard                                     | shard
          load>5,load2<6                            | load load2
          !example.com/shard                        | example.com/shard
          env in (prod, test), !x ,shard notin (a)  | env shard x
          'env in (a,b),team = c'                   | env team
          """)
  void findsEachKey(String selector, String keys) {
    assertThat(SelectorKeys.of(selector)).isEqualTo(Set.of(keys.split(" ")));
  }
}
