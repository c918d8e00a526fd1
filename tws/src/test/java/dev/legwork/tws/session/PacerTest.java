package dev.legwork.tws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.tws.session.Pacer.Priority;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long TOKEN = 25_000_000L;
  private static final long NOW = 5_000_000_000L;

  private final Pacer<String> pacer = new Pacer<>(Pacer.Settings.standard(), NOW);

  @Test
  void mostUrgentWorkLeavesFirstAndEqualsKeepTheirOrder() {
    pacer.add(Priority.DATA, 1, "data");
    pacer.add(Priority.ENTRY, 1, "entry");
    pacer.add(Priority.UNWIND, 1, "unwind");
    pacer.add(Priority.CANCEL, 1, "cancel 1");
    pacer.add(Priority.CANCEL, 1, "cancel 2");
    assertThat(pacer.poll(NOW)).isEqualTo("cancel 1");
    assertThat(pacer.poll(NOW)).isEqualTo("cancel 2");
    assertThat(pacer.poll(NOW)).isEqualTo("unwind");
    assertThat(pacer.poll(NOW)).isEqualTo("entry");
    assertThat(pacer.poll(NOW)).isEqualTo("data");
    assertThat(pacer.poll(NOW)).isNull();
  }

  @Test
  void reserveIsLeftToCancelsAndUnwinds() {
    for (int i = 0; i < 8; i++) {
      pacer.add(Priority.ENTRY, 1, "entry " + i);
    }
    for (int i = 0; i < 7; i++) {
      assertThat(pacer.poll(NOW)).isEqualTo("entry " + i);
    }
    assertThat(pacer.poll(NOW)).isNull();
    pacer.add(Priority.CANCEL, 1, "cancel");
    pacer.add(Priority.UNWIND, 2, "unwind");
    assertThat(pacer.poll(NOW)).isEqualTo("cancel");
    assertThat(pacer.poll(NOW)).isEqualTo("unwind");
  }

  @Test
  void waveWaitsForAllItsTokens() {
    pacer.add(Priority.ENTRY, 7, "first");
    pacer.add(Priority.ENTRY, 3, "second");
    assertThat(pacer.poll(NOW)).isEqualTo("first");
    assertThat(pacer.nextNanos(NOW)).isEqualTo(NOW + 3 * TOKEN);
    assertThat(pacer.poll(NOW + 3 * TOKEN - 1)).isNull();
    assertThat(pacer.poll(NOW + 3 * TOKEN)).isEqualTo("second");
  }

  @Test
  void lessUrgentWorkDoesNotOvertakeWaveThatWaits() {
    pacer.add(Priority.ENTRY, 5, "first");
    assertThat(pacer.poll(NOW)).isEqualTo("first");
    pacer.add(Priority.ENTRY, 5, "second");
    pacer.add(Priority.DATA, 1, "data");
    assertThat(pacer.poll(NOW)).isNull();
    assertThat(pacer.poll(NOW + 3 * TOKEN)).isEqualTo("second");
  }

  @Test
  void unwindLargerThanTheBurstLeavesWhenTheBucketIsFullAndIsPaidBack() {
    pacer.add(Priority.UNWIND, 12, "unwind");
    pacer.add(Priority.CANCEL, 1, "cancel");
    assertThat(pacer.poll(NOW)).isEqualTo("cancel");
    assertThat(pacer.poll(NOW)).isNull();
    assertThat(pacer.poll(NOW + TOKEN)).isEqualTo("unwind");
    pacer.add(Priority.CANCEL, 1, "late cancel");
    assertThat(pacer.nextNanos(NOW + TOKEN)).isEqualTo(NOW + 4 * TOKEN);
    assertThat(pacer.poll(NOW + 4 * TOKEN)).isEqualTo("late cancel");
  }

  @Test
  void refusesEntryWaveThatCouldNeverLeaveTogether() {
    assertThat(pacer.largestWave()).isEqualTo(7);
    assertThatThrownBy(() -> pacer.add(Priority.ENTRY, 8, "too large"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void messagesOutsideTheLineAreCharged() {
    pacer.charge(7, NOW);
    pacer.add(Priority.DATA, 1, "data");
    assertThat(pacer.nextNanos(NOW)).isEqualTo(NOW + TOKEN);
  }

  @Test
  void nothingWaitsAfterClear() {
    pacer.add(Priority.CANCEL, 1, "cancel");
    assertThat(pacer.waiting()).isEqualTo(1);
    pacer.clear();
    assertThat(pacer.waiting()).isZero();
    assertThat(pacer.poll(NOW)).isNull();
    assertThat(pacer.nextNanos(NOW)).isEqualTo(Long.MAX_VALUE);
  }
}
