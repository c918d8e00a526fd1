package dev.legwork.desk;

import dev.legwork.desk.DeskHealth.Session;
import dev.legwork.saga.Alert;
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
  private final Watch watch;
  private final Alarms alarms;
  private final MarginGate margin;
  private final Chains chains;

  /**
   * Nothing is known of what a process before this one has told, so that the first loss is told.
   */
  private boolean told;

  private boolean toldSupervising;
  private boolean waitsForLedger;
  private boolean freshSession;
  private int losses;
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
      Alarms alarms,
      MarginGate margin,
      Chains chains,
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
    this.alarms = alarms;
    this.margin = margin;
    this.chains = chains;
    watch = new Watch(settings, timers, session, alarms, this::connectionEnded);
  }

  void on(SessionEvent event) {
    switch (event) {
      case SessionEvent.Received(var message) -> {
        heard = true;
        lastMessageAt = timers.now();
        callbacks.on(message);
      }
      case SessionEvent.Ready ready -> ready(ready);
      case SessionEvent.Lost lost -> lost(lost);
      case SessionEvent.ConnectivityLost lost -> cutOff(lost);
      case SessionEvent.ConnectivityRestored restored -> restored(restored.dataLost());
      case SessionEvent.Unreadable unreadable ->
          LOG.error(
              "A message could not be read; open questions count as failed", unreadable.failure());
      case SessionEvent.Fatal fatal -> {
        away("%s: %s".formatted(fatal.reason(), fatal.detail()));
        alarms.raise(
            Alert.Severity.CRITICAL,
            Alarms.SESSION_GAVE_UP,
            "The session gave up: %s. Nothing can be placed, nothing is heard; a person must act."
                .formatted(fatal.detail()));
      }
    }
    if (event instanceof SessionEvent.Unreadable) {
      // A row may be missing from whatever is being answered.
      queries.failAll();
    }
  }

  private void ready(SessionEvent.Ready ready) {
    queries.sessionBegins();
    outbox.send(Pacer.Priority.DATA, new ClientMessage.ReqCurrentTime());
    if (!ready.accounts().contains(settings.account())) {
      wrongAccount(ready);
      return;
    }
    alarms.over(Alarms.WRONG_ACCOUNT);
    alarms.over(Alarms.SESSION_GAVE_UP);
    if (watch.isUnderWay()) {
      watch.ready();
      recovery.beginObservation();
      return;
    }
    watch.regained();
    callbacks.nextOrderId(ready.nextValidId());
    proofs.sessionReady();
    freshSession = true;
    if (session.isBrokerConnectivityLost()) {
      serving.is(Session.IMPAIRED, "the gateway is cut off from the broker");
      return;
    }
    serving.is(Session.RECOVERING, "finding out what happened meanwhile");
    recovery.beginSession();
  }

  private void wrongAccount(SessionEvent.Ready ready) {
    interrupted(Session.AWAY, "the login has no account " + settings.account());
    alarms.raise(
        Alert.Severity.CRITICAL,
        Alarms.WRONG_ACCOUNT,
        "The gateway's login has the accounts %s, not %s. Nothing is placed, and open orders are not seen."
            .formatted(ready.accounts(), settings.account()));
  }

  private void lost(SessionEvent.Lost lost) {
    boolean watched = serving.session() == Session.SUPERVISING;
    if (watch.ended(lost.reason(), lost.wasReady()) && watched) {
      connectionEnded();
    } else {
      away("%s: %s".formatted(lost.reason(), lost.detail()));
    }
  }

  /** The watching connection goes, for our own client id is tried; what it told still holds. */
  private void connectionEnded() {
    recovery.stop();
    queries.failAll();
    disconnected();
  }

  private void away(String why) {
    interrupted(Session.AWAY, why);
    disconnected();
  }

  private void disconnected() {
    outbox.sessionLost();
    contracts.sessionLost();
    marketData.sessionLost();
    chains.sessionLost();
    margin.sessionLost();
    time.sessionLost();
    proofs.sessionLost();
    recovery.sessionLost();
    advance.run();
  }

  private void cutOff(SessionEvent.ConnectivityLost lost) {
    interrupted(Session.IMPAIRED, lost.code() + " " + lost.text());
    marketData.forgetQuotes();
    int loss = ++losses;
    if (lost.code() == SERVER_LINK_BROKEN) {
      timers.after(TRY_ANYWAY, () -> tryAnyway(loss));
    }
    advance.run();
  }

  private void tryAnyway(int loss) {
    if (loss == losses && serving.session() == Session.IMPAIRED && session.isReady()) {
      session.assumeBrokerConnectivity();
      restored(true);
    }
  }

  private void interrupted(Session state, String why) {
    boolean wasUp = serving.isConnected();
    told &= serving.session() != Session.SUPERVISING;
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
    toldSupervising = false;
  }

  private void restored(boolean dataLost) {
    if (!session.isReady()) {
      return;
    }
    serving.is(Session.RECOVERING, "finding out what happened while the broker was cut off");
    freshSession |= dataLost;
    if (watch.isUnderWay()) {
      recovery.beginObservation();
      return;
    }
    // The gateway may show orders late after this as after a login.
    proofs.sessionReady();
    if (recovery.hasEpoch()) {
      recovery.begin("the broker's connection is back");
    } else {
      recovery.beginSession();
    }
  }

  /** Everything is known; orders can be placed, unless it was only watched. */
  void recovered() {
    if (watch.isUnderWay()) {
      observed();
      return;
    }
    serving.is(Session.SERVING, "");
    if (freshSession) {
      freshSession = false;
      marketData.resubscribe();
    }
    margin.serves();
    told = false;
    listener.sessionRestored();
    advance.run();
  }

  private void observed() {
    String why = "another connection sits on client id " + settings.clientId();
    serving.is(Session.SUPERVISING, why);
    watch.seen();
    if (!toldSupervising) {
      toldSupervising = true;
      listener.supervising(why);
    }
    advance.run();
  }

  /**
   * No more events can be kept until the ledger has taken them: the venue tells them again later.
   */
  void giveUpUntilStored(String why) {
    if (!waitsForLedger) {
      waitsForLedger = true;
      session.stop();
      away(why + "; the session goes on when these are stored, and the venue tells the rest again");
    }
  }

  /** The ledger has taken what was kept. */
  void stored() {
    if (waitsForLedger) {
      waitsForLedger = false;
      session.start(timers.now());
    }
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
