package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTest {

  @Test
  void isTheSumOfTheGenerations() {
    assertThat(
            Heap.used(
                """
                4711:
                DefNew     total 9216K, used 1500K [0x00000000e0000000, 0x00000000e0a00000)
                  eden space 8192K,  18% used [0x00000000e0000000, 0x00000000e0177000)
                  from space 1024K,   0% used [0x00000000e0800000, 0x00000000e0800000)
                Tenured    total 20480K, used 14000K [0x00000000e7000000, 0x00000000e8400000)
                Metaspace  used 40000K, committed 41000K, reserved 1114112K
                """))
        .isEqualTo(15_500);
  }

  @Test
  void mayBeInOnePiece() {
    assertThat(
            Heap.used(
                """
                garbage-first heap   total reserved 524288K, committed 65536K, used 9000K [0x0000000687400000)
                  region size 1024K, 9 young (9216K), 0 survivors (0K)
                """))
        .isEqualTo(9000);
    assertThat(Heap.used("garbage-first heap   total 262144K, used 8000K [0x0000000687400000)"))
        .isEqualTo(8000);
  }

  @Test
  void isAskedOfALivingJvm() {
    assertThat(Heap.alive(ProcessHandle.current().pid())).isPositive();
  }
}
