package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.desk.FailStop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayFailStopTest {
  private final CompletableFuture<Integer> halted = new CompletableFuture<>();

  @AfterEach
  void haltAgain() {
    FailStop.instead(null);
  }

  /** fault Y15: without its thread nothing that the desk hears would reach a trade. */
  @Test
  void endsTheProcessByAnErrorRatherThanTheRelaysThread() throws Exception {
    FailStop.instead(halted::complete);
    try (EventRelay relay =
        new EventRelay("DU100", null, null, new SimpleMeterRegistry(), broken(), refs -> {})) {
      relay.start();

      assertThat(halted.get(30, TimeUnit.SECONDS)).isEqualTo(FailStop.STATUS);
    }
  }

  private static Clock broken() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        throw new NoClassDefFoundError("a class");
      }
    };
  }
}
