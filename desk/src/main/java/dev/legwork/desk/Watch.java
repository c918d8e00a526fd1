package dev.legwork.desk;

import dev.legwork.saga.Alert;
import dev.legwork.tws.session.SessionEvent.LossReason;
import dev.legwork.tws.session.SessionState;
import dev.legwork.tws.session.TwsSession;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the desk does while another connection sits on its client id, most likely of a worker that
 * is paused: it looks at everything with a client id of its own, then tries the real one again, in
 * turns. Only the real one can place and cancel.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  /** An old connection of our own is gone by then. */
  private static final Duration REFUSED_FOR = Duration.ofSeconds(3);

  /** What happens is heard at once for so long, then our own client id is tried. */
  private static final Duration LOOK_FOR = Duration.ofSeconds(2);

  private static final Duration LOOK_AT_MOST = Duration.ofSeconds(10);

  private final DeskSettings settings;
  private final Timers timers;
  private final TwsSession session;
  private final Alarms alarms;
  private final Runnable whenOwnIsTried;
  private boolean refused;
  private long refusedSince;
  private boolean watching;
  private long turn;

  /**
   * @param whenOwnIsTried told when the watching connection is about to be given up
   */
  Watch(
      DeskSettings settings,
      Timers timers,
      TwsSession session,
      Alarms alarms,
      Runnable whenOwnIsTried) {
    this.settings = settings;
    this.timers = timers;
    this.session = session;
    this.alarms = alarms;
    this.whenOwnIsTried = whenOwnIsTried;
  }

  /** Whether the connection of the moment is the watching one. */
  boolean isUnderWay() {
    return watching;
  }

  /**
   * A connection, or an attempt at one, has ended.
   *
   * @return whether the reason is that somebody else sits on the client id
   */
  boolean ended(LossReason reason, boolean wasReady) {
    turn++;
    if (watching) {
      watching = false;
      timers.after(Duration.ZERO, this::tryOwn);
      return reason != LossReason.CONNECT_FAILED;
    }
    // The gateway often closes without a word when the client id is in use.
    boolean taken =
        reason == LossReason.CLIENT_ID_IN_USE || (reason == LossReason.CLOSED && !wasReady);
    if (taken && !refused) {
      refusedSince = timers.now();
    }
    refused = taken;
    if (taken && timers.now() - refusedSince >= REFUSED_FOR.toNanos()) {
      timers.after(Duration.ZERO, this::watch);
    }
    return taken;
  }

  private void watch() {
    if (!refused || session.state() != SessionState.WAITING) {
      return;
    }
    alarms.raise(
        Alert.Severity.CRITICAL,
        Alarms.DESK_PAUSED,
        """
        Client id %d is in use by another connection: a worker that is paused or hangs, or another \
        program. Everything is watched with client id %d: fills are seen and stored, but nothing \
        can be placed or cancelled; entry orders end at the broker by GTD. Let the other one go on, \
        or kill it; this one takes over by itself then.\
        """
            .formatted(settings.clientId(), settings.observerClientId()));
    watching = true;
    session.stop();
    session.startAs(settings.observerClientId(), timers.now());
  }

  /** The watching connection is ready. */
  void ready() {
    giveUpAfter(LOOK_AT_MOST);
  }

  /** Everything was seen once. */
  void seen() {
    giveUpAfter(LOOK_FOR);
  }

  private void giveUpAfter(Duration time) {
    long of = ++turn;
    timers.after(
        time,
        () -> {
          if (watching && turn == of) {
            watching = false;
            whenOwnIsTried.run();
            tryOwn();
          }
        });
  }

  private void tryOwn() {
    // Stopped: somebody has given the session up meanwhile, on purpose.
    if (session.state() != SessionState.STOPPED) {
      session.stop();
      session.start(timers.now());
    }
  }

  /** The client id is ours. */
  void regained() {
    turn++;
    if (alarms.stands(Alarms.DESK_PAUSED)) {
      LOG.info("Client id {} is ours again", settings.clientId());
    }
    refused = false;
    alarms.over(Alarms.DESK_PAUSED);
  }
}
