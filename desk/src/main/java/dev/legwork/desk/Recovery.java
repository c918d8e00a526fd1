package dev.legwork.desk;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, after every loss of the session or of the broker's own connection, what happened
 * meanwhile: open orders, completed orders, executions, positions, each COMPLETE. Before that
 * nothing new is sent.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(250);

  private final DeskLedger ledger;
  private final Background background;
  private final Timers timers;
  private final OrderLoader loader;
  private final Queries queries;
  private final Inbox inbox;
  private final VenueTime time;
  private final Runnable whenDone;
  private final Set<Queries.Kind> missing = EnumSet.noneOf(Queries.Kind.class);
  private int run;
  private boolean underWay;
  private boolean done;
  private long epoch;
  private boolean hasEpoch;
  private int session;
  private boolean asksForEpoch;
  private long reloaded = -1;
  private boolean observes;

  Recovery(
      DeskLedger ledger,
      Background background,
      Timers timers,
      OrderLoader loader,
      Queries queries,
      Inbox inbox,
      VenueTime time,
      Runnable whenDone) {
    this.ledger = ledger;
    this.background = background;
    this.timers = timers;
    this.loader = loader;
    this.queries = queries;
    this.inbox = inbox;
    this.time = time;
    this.whenDone = whenDone;
  }

  /** Begins, in a session that has just become ready. */
  void beginSession() {
    anotherSession();
    observes = false;
    begin("a new session");
  }

  /**
   * Looks at everything in a session that can only watch: it gets no number, and orders nothing.
   */
  void beginObservation() {
    anotherSession();
    observes = true;
    begin("watching only");
  }

  /** Begins again in the same session. */
  void begin(String why) {
    stop();
    run++;
    underWay = true;
    LOG.info("Finding out what happened meanwhile ({}); no order is placed until it is known", why);
    missing.addAll(EnumSet.allOf(Queries.Kind.class));
    List.copyOf(missing).forEach(kind -> ask(kind, run, FIRST_RETRY));
    if (!observes) {
      takeEpoch();
    }
  }

  /** The session, or the broker's connection, is gone. */
  void stop() {
    underWay = false;
    done = false;
    missing.clear();
  }

  /** The session is gone, and its number with it. */
  void sessionLost() {
    stop();
    anotherSession();
  }

  private void anotherSession() {
    hasEpoch = false;
    session++;
  }

  /**
   * One request at a time: each ends the session before in the ledger, also if nobody hears its
   * answer.
   */
  private void takeEpoch() {
    if (!underWay || hasEpoch || observes || asksForEpoch) {
      return;
    }
    asksForEpoch = true;
    int of = session;
    background.submit(
        Background.Lane.RISK,
        ledger::nextSessionEpoch,
        (number, failure) -> {
          asksForEpoch = false;
          epochTold(of, number, failure);
        });
  }

  private void epochTold(int of, Long number, Exception failure) {
    if (failure != null) {
      LOG.error("The ledger gave this session no number; asked again in 1 s", failure);
      timers.after(Duration.ofSeconds(1), this::takeEpoch);
    } else if (of == session) {
      epoch = number;
      hasEpoch = true;
      reload();
    } else {
      LOG.info("Session number {} came too late for the session it was for", number);
      takeEpoch();
    }
  }

  /** From its number on no earlier session stores an order any more: now all of them are known. */
  private void reload() {
    long of = epoch;
    loader.loadOpen(
        failure -> {
          if (of != epoch || !hasEpoch) {
            return;
          }
          if (failure != null) {
            LOG.error("The ledger did not tell the open orders; asked again in 1 s", failure);
            timers.after(Duration.ofSeconds(1), this::reload);
          } else {
            reloaded = epoch;
            check();
          }
        });
  }

  private void ask(Queries.Kind kind, int forRun, Duration retry) {
    queries.ask(
        kind,
        timers.stamp(),
        answer -> {
          if (!underWay || forRun != run) {
            return;
          }
          if (answer.complete()) {
            missing.remove(kind);
            check();
          } else {
            timers.after(retry, () -> askAgain(kind, forRun, retry));
          }
        });
  }

  private void askAgain(Queries.Kind kind, int forRun, Duration retry) {
    if (underWay && forRun == run) {
      Duration next = retry.multipliedBy(2);
      ask(kind, forRun, next.compareTo(Duration.ofSeconds(4)) > 0 ? retry : next);
    }
  }

  /**
   * Sees whether it is done now: all answers are in, what they told is stored, and the venue has
   * told its time.
   */
  void check() {
    if (!underWay || !missing.isEmpty() || !time.isKnown() || !inbox.isEmpty()) {
      return;
    }
    if (observes) {
      underWay = false;
      whenDone.run();
    } else if (hasEpoch && reloaded == epoch) {
      underWay = false;
      done = true;
      LOG.info("It is known what happened meanwhile; orders can be placed (session {})", epoch);
      whenDone.run();
    }
  }

  boolean isDone() {
    return done;
  }

  /** The session's number in the ledger. */
  long epoch() {
    return epoch;
  }

  boolean hasEpoch() {
    return hasEpoch;
  }
}
