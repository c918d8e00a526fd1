package dev.legwork.alerting;

import dev.legwork.judgement.ConductRules;
import dev.legwork.judgement.TradeConduct;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.alert.Channel;
import dev.legwork.ledger.alert.Sending;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a process that judges trades and desks, and sends alerts, from threads of its own. It
 * may run in any number of processes over one ledger.
 */
public final class Alerting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LEAVING = Duration.ofSeconds(2);

  private final AlertSettings settings;
  private final Set<String> accounts;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final ConductRules rules;
  private final TradeMetrics trades;
  private final List<Thread> threads = new ArrayList<>();
  private volatile int open;
  private volatile Map<Channel, Integer> givenUp = Map.of();
  private volatile Map<Channel, Integer> due = Map.of();
  private volatile boolean closed;

  private interface Work {
    void tick() throws InterruptedException;
  }

  /**
   * @param accounts whose desks are watched
   */
  public Alerting(
      AlertSettings settings, Set<String> accounts, MeterRegistry metrics, Clock clock) {
    this.settings = settings;
    this.accounts = Set.copyOf(accounts);
    this.metrics = metrics;
    this.clock = clock;
    this.rules = new ConductRules(settings.limits());
    this.trades = new TradeMetrics(metrics);
    Gauge.builder("legwork.alerts.open", this, self -> self.open)
        .description("open alerts, of the whole ledger")
        .register(metrics);
    ChannelSender.announce(metrics);
    for (Channel channel : Channel.values()) {
      Gauge.builder("legwork.alert.sendings.due", this, self -> self.due.getOrDefault(channel, 0))
          .description("alerts that wait to be sent, of the whole ledger")
          .tag("channel", channel.name())
          .register(metrics);
      Gauge.builder(
              "legwork.alert.sendings.given.up",
              this,
              self -> self.givenUp.getOrDefault(channel, 0))
          .description("alerts that could not be sent and are not tried any more")
          .tag("channel", channel.name())
          .register(metrics);
    }
  }

  /** Begins, once the ledger's schema is there; returns at once. */
  public synchronized void start(Ledger ledger) {
    if (closed || !threads.isEmpty()) {
      return;
    }
    DeskWatch desks = new DeskWatch(accounts, settings.deskAwayAfter(), ledger, clock);
    run("alert-rules", () -> judge(ledger, desks));
    for (AlertChannel channel : channels()) {
      ChannelSender sender =
          new ChannelSender(channel, ledger.sendings(), settings.sending(), metrics);
      run("alert-" + channel.name().name().toLowerCase(), sender::tick);
    }
  }

  private List<AlertChannel> channels() {
    List<AlertChannel> channels = new ArrayList<>();
    if (settings.webhook().isSet()) {
      channels.add(new WebhookChannel(settings.webhook()));
    }
    if (settings.mail().isSet()) {
      channels.add(new MailChannel(settings.mail()));
    }
    return channels;
  }

  private void judge(Ledger ledger, DeskWatch desks) {
    ledger.judging().running(settings.duration(), rules::ofRunning, clock.instant());
    Optional<TradeConduct> ended = ledger.judging().next(rules::ofEnded, clock.instant());
    while (ended.isPresent() && !closed) {
      trades.ended(ended.get());
      ended = ledger.judging().next(rules::ofEnded, clock.instant());
    }
    desks.tick();
    open = ledger.alerts().countOpen();
    due = ledger.sendings().count(Sending.State.DUE);
    givenUp = ledger.sendings().count(Sending.State.GIVEN_UP);
  }

  private void run(String name, Work work) {
    Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> loop(name, work));
    threads.add(thread);
    thread.start();
  }

  /** Nothing of this may end a process that trades: whatever fails is tried again. */
  private void loop(String name, Work work) {
    while (!closed) {
      try {
        work.tick();
        Thread.sleep(STEP);
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("{}: cannot go on now, next try in {} s: {}", name, PAUSE.toSeconds(), "" + e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stopped) {
      closed = true;
    }
  }

  /** Waits for what is being sent, two seconds each: others would send it again later. */
  @Override
  public synchronized void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(LEAVING);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
