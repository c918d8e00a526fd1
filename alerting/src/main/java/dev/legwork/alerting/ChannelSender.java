package dev.legwork.alerting;

import dev.legwork.ledger.alert.AlertSendings;
import dev.legwork.ledger.alert.AlertSendings.Claim;
import dev.legwork.ledger.alert.Channel;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.saga.Alert.Severity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends over one channel what is due, with other processes beside it: a claim in the ledger keeps
 * them apart, and runs out where a process dies while it sends.
 */
final class ChannelSender {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelSender.class);

  private static final List<String> OUTCOMES = List.of("sent", "failed", "given-up");

  /** Longer than any channel tries. */
  private static final Duration HOLD = Duration.ofSeconds(60);

  private final AlertChannel channel;
  private final AlertSendings sendings;
  private final AlertSettings.Sending settings;
  private final MeterRegistry metrics;

  ChannelSender(
      AlertChannel channel,
      AlertSendings sendings,
      AlertSettings.Sending settings,
      MeterRegistry metrics) {
    this.channel = channel;
    this.sendings = sendings;
    this.settings = settings;
    this.metrics = metrics;
  }

  /**
   * Sends all that is due now.
   *
   * @throws RuntimeException if the ledger cannot be asked; nothing is forgotten
   */
  void tick() throws InterruptedException {
    sendings.enqueue(channel.name(), severities(), settings.repeatAfter());
    Optional<Claim> next = sendings.claim(channel.name(), HOLD);
    while (next.isPresent()) {
      send(next.get());
      next = sendings.claim(channel.name(), HOLD);
    }
  }

  private List<Severity> severities() {
    return Arrays.stream(Severity.values())
        .filter(one -> one.compareTo(channel.leastSeverity()) >= 0)
        .toList();
  }

  private void send(Claim claim) throws InterruptedException {
    StoredAlert alert = claim.alert();
    if (!alert.isOpen() || alert.acknowledgedAt() != null) {
      sendings.dropped(claim, channel.name());
      return;
    }
    try {
      channel.send(alert);
      sendings.sent(claim, channel.name());
      counter("sent").increment();
    } catch (AlertChannel.NotSent e) {
      failed(claim, e.getMessage());
    }
  }

  private void failed(Claim claim, String why) {
    boolean over =
        sendings.failed(
            claim, channel.name(), why, settings.pause(claim.attempt()), settings.giveUpAfter());
    counter(over ? "given-up" : "failed").increment();
    if (over) {
      LOG.error(
          "alert {} {} is given up after {} tries by {}: {}",
          claim.alert().id(),
          claim.alert().alert().code(),
          claim.attempt(),
          channel.name(),
          why);
    } else {
      LOG.warn(
          "alert {} {} could not be sent by {}, try {}: {}",
          claim.alert().id(),
          claim.alert().alert().code(),
          channel.name(),
          claim.attempt(),
          why);
    }
  }

  /** So that a monitor sees zero where nothing was sent yet, and notices the first failure. */
  static void announce(MeterRegistry metrics) {
    for (Channel channel : Channel.values()) {
      OUTCOMES.forEach(outcome -> counter(metrics, channel, outcome));
    }
  }

  private Counter counter(String outcome) {
    return counter(metrics, channel.name(), outcome);
  }

  private static Counter counter(MeterRegistry metrics, Channel channel, String outcome) {
    return Counter.builder("legwork.alert.sendings")
        .description("tries to send an alert")
        .tag("channel", channel.name())
        .tag("outcome", outcome)
        .register(metrics);
  }
}
