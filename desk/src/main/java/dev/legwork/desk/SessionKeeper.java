package dev.legwork.desk;

import dev.legwork.desk.DeskHealth.Session;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.session.Pacer;
import dev.legwork.tws.session.SessionEvent;
import dev.legwork.tws.session.TwsSession;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from the session's ups and downs: nothing is sent while it is away or the broker is
 * cut off, and everything is found out before it serves again.
 */
final class SessionKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

  /** 2110 is not always taken back by 1101 or 1102: after this long the answers decide. */
  private static final Duration TRY_ANYWAY = Duration.ofSeconds(10);

  private static final int SERVER_LINK_BROKEN = 2110;

  private final DeskSettings settings;
  private final Timers timers;
  private final TwsSession session;
  private final Serving serving;
  private final Outbox outbox;
  private final Queries queries;
  private final Recovery recovery;
  private final ContractFinder contracts;
  private final MarketData marketData;
  private final VenueTime time;
  private final ProofSeeker proofs;
  private final Callbacks callbacks;
  private final DeskListener listener;
  private final Runnable advance;
  private boolean told = true;
  private boolean freshSession;
  private long lastMessageAt;
  private boolean heard;

  SessionKeeper(
      DeskSettings settings,
      Timers timers,
      TwsSession session,
      Serving serving,
      Outbox outbox,
      Queries queries,
      Recovery recovery,
      ContractFinder contracts,
      MarketData marketData,
      VenueTime time,
      ProofSeeker proofs,
      Callbacks callbacks,
      DeskListener listener,
      Runnable advance) {
    this.settings = settings;
    this.timers = timers;
    this.session = session;
    this.serving = serving;
    this.outbox = outbox;
    this.queries = queries;
    this.recovery = recovery;
    this.contracts = contracts;
    this.marketData = marketData;
    this.time = time;
    this.proofs = proofs;
    this.callbacks = callbacks;
    this.listener = listener;
    this.advance = advance;
  }

  void on(SessionEvent event) {
    switch (event) {
      case SessionEvent.Received(var message) -> {
        heard = true;
        lastMessageAt = timers.now();
        callbacks.on(message);
      }
      case SessionEvent.Ready ready -> ready(ready);
      case SessionEvent.Lost lost -> away("%s: %s".formatted(lost.reason(), lost.detail()));
      case SessionEvent.ConnectivityLost lost -> cutOff(lost);
      case SessionEvent.ConnectivityRestored restored -> restored(restored.dataLost());
      case SessionEvent.Unreadable unreadable ->
          LOG.error(
              "A message could not be read; open questions count as failed", unreadable.failure());
      case SessionEvent.Fatal fatal -> {
        away("%s: %s".formatted(fatal.reason(), fatal.detail()));
        LOG.error("The session gave up ({}); a person must act", fatal);
      }
    }
    if (event instanceof SessionEvent.Unreadable) {
      // A row may be missing from whatever is being answered.
      queries.failAll();
    }
  }

  private void ready(SessionEvent.Ready ready) {
    callbacks.nextOrderId(ready.nextValidId());
    queries.sessionBegins();
    proofs.sessionReady();
    outbox.send(Pacer.Priority.DATA, new ClientMessage.ReqCurrentTime());
    if (!ready.accounts().contains(settings.account())) {
      serving.is(Session.AWAY, "the login has no account " + settings.account());
      LOG.error(
          "This login has {}, not {}; nothing is placed", ready.accounts(), settings.account());
      return;
    }
    freshSession = true;
    if (session.isBrokerConnectivityLost()) {
      serving.is(Session.IMPAIRED, "the gateway is cut off from the broker");
      return;
    }
    serving.is(Session.RECOVERING, "finding out what happened meanwhile");
    recovery.beginSession();
  }

  private void away(String why) {
    interrupted(Session.AWAY, why);
    outbox.sessionLost();
    contracts.sessionLost();
    marketData.sessionLost();
    time.sessionLost();
    proofs.sessionLost();
    advance.run();
  }

  private void cutOff(SessionEvent.ConnectivityLost lost) {
    interrupted(Session.IMPAIRED, lost.code() + " " + lost.text());
    marketData.forgetQuotes();
    if (lost.code() == SERVER_LINK_BROKEN) {
      timers.after(TRY_ANYWAY, this::tryAnyway);
    }
    advance.run();
  }

  private void tryAnyway() {
    if (serving.session() == Session.IMPAIRED && session.isReady()) {
      restored(true);
    }
  }

  private void interrupted(Session state, String why) {
    boolean wasUp = serving.isConnected();
    serving.is(state, why);
    recovery.stop();
    queries.failAll();
    if (wasUp) {
      LOG.warn("Nothing can be placed: {}; orders at the venue stay as they are", why);
    }
    if (!told) {
      told = true;
      listener.sessionLost(why);
    }
  }

  private void restored(boolean dataLost) {
    if (!session.isReady()) {
      return;
    }
    serving.is(Session.RECOVERING, "finding out what happened while the broker was cut off");
    freshSession |= dataLost;
    if (recovery.hasEpoch()) {
      recovery.begin("the broker's connection is back");
    } else {
      recovery.beginSession();
    }
  }

  /** Everything is known; orders can be placed. */
  void recovered() {
    serving.is(Session.SERVING, "");
    if (freshSession) {
      freshSession = false;
      marketData.resubscribe();
    }
    told = false;
    listener.sessionRestored();
    advance.run();
  }

  /** Ends this session and sets up another at once. */
  void restart(String why) {
    if (session.isReady()) {
      LOG.warn("The session is ended: {}", why);
      session.stop();
      away(why);
      session.start(timers.now());
    }
  }

  /** Null before anything was heard. */
  Duration sinceLastMessage() {
    return heard ? Duration.ofNanos(timers.now() - lastMessageAt) : null;
  }
}
