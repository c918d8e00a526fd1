package dev.legwork.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrashPointTest {

  @AfterEach
  void nobodyListens() {
    CrashPoint.install(null);
  }

  @Test
  void doesNothingWhileNobodyListens() {
    assertThat(CrashPoint.isOn()).isFalse();
    CrashPoint.AFTER_WRITE.reached();
  }

  @Test
  void tellsTheListenerWhichPointWasReached() {
    List<CrashPoint> reached = new ArrayList<>();
    CrashPoint.install(reached::add);

    CrashPoint.AFTER_WRITE.reached();
    CrashPoint.DURING_REPORT.reached();

    assertThat(reached).containsExactly(CrashPoint.AFTER_WRITE, CrashPoint.DURING_REPORT);
  }

  @Test
  void isFoundByItsCodeAndByItsName() {
    assertThat(CrashPoint.of("CP3")).contains(CrashPoint.AFTER_WRITE);
    assertThat(CrashPoint.of("after_write")).contains(CrashPoint.AFTER_WRITE);
    assertThat(CrashPoint.of("CP16")).isEmpty();
    assertThat(CrashPoint.DURING_START.code()).isEqualTo("CP15");
  }
}
