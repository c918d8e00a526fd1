package dev.legwork.ledger.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import dev.legwork.session.Claim;
import dev.legwork.session.ClaimAnswer;
import dev.legwork.session.ClaimAnswer.Busy;
import dev.legwork.session.ClaimAnswer.Granted;
import dev.legwork.session.ClaimAnswer.Taken;
import dev.legwork.session.Claims;
import dev.legwork.session.LastPass;
import dev.legwork.session.SessionBook;
import dev.legwork.session.SessionPhase;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.session.SessionWish;
import dev.legwork.session.StopAfter;
import dev.legwork.session.Tally;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionStoresTest {
  private static final Instant NOON = Instant.parse("2014-06-06T16:00:00.123456Z");

  private final Ledger ledger = TestLedger.ledger();
  private final SessionStore sessions = ledger.sessions();
  private final ClaimStore claims = ledger.claims();
  private final String account = TestLedger.account();
  private final String name = "of-" + account;

  private SessionBook book(String name) {
    return new SessionBook(
        SessionState.fresh(
            new SessionPlan(
                name,
                account,
                List.of("TWX"),
                Map.of("SFR", Map.of("min-profit", "0.05")),
                1,
                Placing.PARALLEL,
                Pricing.LIMIT,
                6,
                new StopAfter(true, true, 3, NOON),
                Duration.ofSeconds(1),
                false),
            NOON));
  }

  private String opportunity(int number) {
    return "TWX-" + account + "-" + number;
  }

  @Test
  void remembersASessionWithAllOfItsState() {
    SessionBook book = book(name);
    sessions.begin("run", book.state());
    book.found(2);
    book.fallen("x", NOON);
    book.began("y", "e-y", "SFR", "TWX", new BigDecimal("12.5"), NOON);
    sessions.told("run", book.state());

    assertThat(sessions.find(name)).contains(new StoredSession("run", book.state(), 0, null));
    assertThat(sessions.running(account)).containsExactly(name);
  }

  @Test
  void countsPassesAndKeepsTheLast() {
    sessions.begin("run", book(name).state());
    LastPass last =
        new LastPass(
            NOON,
            List.of(new Tally("SFR", 1, 4, 40, Map.of("QUOTE_STALE", 7L), 2)),
            List.of("XYZ: no such symbol"),
            "TWX 70 0.05");
    sessions.looked(name, 3, last);
    sessions.looked(name, 2, last);

    assertThat(sessions.find(name))
        .hasValueSatisfying(
            stored -> {
              assertThat(stored.passes()).isEqualTo(5);
              assertThat(stored.lastPass()).isEqualTo(last);
            });
  }

  @Test
  void isRunningNoMoreOnceItHasEnded() {
    SessionBook book = book(name);
    sessions.begin("run", book.state());
    book.end("it was to end", NOON);
    sessions.told("run", book.state());

    assertThat(sessions.running(account)).isEmpty();
    assertThat(sessions.newest(account, 5))
        .singleElement()
        .satisfies(stored -> assertThat(stored.state().phase()).isEqualTo(SessionPhase.ENDED));
  }

  @Test
  void givesTheNameOfAnEarlierSessionToTheNextAndHearsOfTheEarlierNoMore() {
    SessionBook first = book(name);
    sessions.begin("first", first.state());
    first.end("done", NOON);
    SessionBook second = book(name);
    second.found(1);
    sessions.begin("second", second.state());
    sessions.told("first", first.state());

    assertThat(sessions.find(name)).contains(new StoredSession("second", second.state(), 0, null));
  }

  @Test
  void beginsOnceHoweverOftenItIsTold() {
    SessionBook book = book(name);
    SessionState fresh = book.state();
    sessions.begin("run", fresh);
    book.pause(new SessionWish("ann", "lunch"));
    sessions.told("run", book.state());
    sessions.begin("run", fresh);

    assertThat(sessions.find(name).orElseThrow().state()).isEqualTo(book.state());
  }

  @Test
  void letsAnOpportunityBeClaimedOnceWhoeverSeesIt() {
    ClaimAnswer first = claims.claim(account, "a", opportunity(1));
    claims.settle(Claims.execution(account, opportunity(1)), "NOT_FILLED");

    assertThat(first).isEqualTo(new Granted(Claims.execution(account, opportunity(1))));
    assertThat(claims.claim(account, "a", opportunity(1))).isInstanceOf(Taken.class);
    assertThat(claims.claim(account, "b", opportunity(1))).isInstanceOf(Taken.class);
    assertThat(claims.claimed(account, List.of(opportunity(1), opportunity(2))))
        .containsExactly(opportunity(1));
  }

  @Test
  void givesWhatWasNeverBegunToTheNextWhoWantsIt() {
    claims.claim(account, "a", opportunity(1));
    String execution = Claims.execution(account, opportunity(1));
    claims.settle(execution, Claim.NOT_STARTED);

    assertThat(claims.claimed(account, List.of(opportunity(1)))).isEmpty();
    assertThat(claims.claim(account, "b", opportunity(1))).isEqualTo(new Granted(execution));
    assertThat(claims.open(account)).map(Claim::session).contains("b");
    assertThat(claims.claim(account, "c", opportunity(1))).isEqualTo(new Taken("b", execution));
  }

  @Test
  void letsOneSessionOfAnAccountExecuteAtATime() {
    claims.claim(account, "a", opportunity(1));

    assertThat(claims.claim(account, "b", opportunity(2)))
        .isEqualTo(new Busy("a", Claims.execution(account, opportunity(1))));
    claims.settle(Claims.execution(account, opportunity(1)), "COMMITTED");
    assertThat(claims.claim(account, "b", opportunity(2))).isInstanceOf(Granted.class);
    assertThat(claims.open(account)).map(Claim::session).contains("b");
  }

  @Test
  void grantsAClaimAgainToTheSessionThatHasIt() {
    ClaimAnswer first = claims.claim(account, "a", opportunity(1));

    assertThat(claims.claim(account, "a", opportunity(1))).isEqualTo(first);
    assertThat(claims.of("a", 100)).filteredOn(claim -> claim.account().equals(account)).hasSize(1);
  }

  @Test
  void isInNobodysWayWhereTheExecutionHasItsEndingAndNobodySaidSo() {
    String execution = ((Granted) claims.claim(account, "a", opportunity(1))).execution();
    ledger.executions().register(Trades.registration(execution, account));
    assertThat(claims.claim(account, "b", opportunity(2))).isInstanceOf(Busy.class);

    ledger.endings().finish(execution, Trades.ending(TradeState.NOT_FILLED, ReasonCode.TIMEOUT));

    assertThat(claims.open(account)).isEmpty();
    assertThat(claims.claim(account, "b", opportunity(2))).isInstanceOf(Granted.class);
    assertThat(claims.of("a", 100))
        .filteredOn(claim -> claim.account().equals(account))
        .singleElement()
        .satisfies(claim -> assertThat(claim.outcome()).isEqualTo("NOT_FILLED"));
  }

  @Test
  void grantsToOneOfManyThatAskAtOnce() throws Exception {
    List<ClaimAnswer> answers =
        AtOnce.run(8, caller -> claims.claim(account, "s" + caller, opportunity(caller)));

    assertThat(answers).filteredOn(Granted.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(Busy.class::isInstance).hasSize(7);
  }
}
