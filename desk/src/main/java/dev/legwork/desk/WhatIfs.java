package dev.legwork.desk;

import dev.legwork.desk.mapping.ErrorMeaning;
import dev.legwork.order.WriteOutcome;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.OrderStateFields;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.OpenOrder;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import dev.legwork.tws.session.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker what an order would do to the account's margin; nothing of it reaches the market.
 * The first answer may hold no margins (fault O23): the one that does is waited for.
 */
final class WhatIfs {
  private static final Logger LOG = LoggerFactory.getLogger(WhatIfs.class);
  private static final Duration RETRY = Duration.ofMillis(10);

  /** The venue is asked for its next id meanwhile. */
  private static final Duration ASKED_IDS = Duration.ofMillis(50);

  private static final int DUPLICATE_ORDER_ID = 103;
  private static final int CANCELLED = 202;
  private static final int MOST_ATTEMPTS = 3;
  private static final int REMEMBERED = 1_000;

  /** What the broker said. */
  sealed interface Answer {
    record Margins(OrderStateFields state) implements Answer {}

    record Refused(String words) implements Answer {}

    /** It said nothing that counts. */
    record None(String why) implements Answer {}
  }

  private static final class Question {
    private final TwsContract contract;
    private final TwsOrder order;
    private final long notAfter;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private int attempts;
    private String words = "";

    private Question(TwsContract contract, TwsOrder order, long notAfter) {
      this.contract = contract;
      this.order = order;
      this.notAfter = notAfter;
    }
  }

  private final Timers timers;
  private final Outbox outbox;
  private final BooleanSupplier mayAsk;
  private WhatIfIds ids;
  private final List<Question> waiting = new ArrayList<>();
  private final Map<Integer, Question> asked = new HashMap<>();
  private final Map<Integer, Boolean> over = Bounded.map(REMEMBERED);
  private boolean retrying;

  /**
   * @param mayAsk whether no order is on its way: one with a lower id would be refused after a
   *     question with a higher one
   */
  WhatIfs(Timers timers, Outbox outbox, BooleanSupplier mayAsk) {
    this.timers = timers;
    this.outbox = outbox;
    this.mayAsk = mayAsk;
  }

  /** Where its order ids come from: to be said once, before anything is asked. */
  void takeIdsFrom(WhatIfIds source) {
    ids = source;
  }

  /** Gets ids for so many questions while there is other work to do. */
  void prepare(int questions) {
    ids.prepare(questions);
  }

  /**
   * Asks.
   *
   * @param order a what-if
   * @param notAfter on the desk's monotonic clock; the answer is None then
   */
  CompletableFuture<Answer> ask(TwsContract contract, TwsOrder order, long notAfter) {
    if (!order.whatIf()) {
      throw new IllegalArgumentException("this would be an order: " + order);
    }
    Question question = new Question(contract, order, notAfter);
    waiting.add(question);
    Timers.Timer late = timers.at(notAfter, () -> end(question, silence(question)));
    question.answer.whenComplete((answer, failure) -> late.cancel());
    pump();
    return question.answer;
  }

  private static Answer silence(Question question) {
    return new Answer.None(
        question.words.isEmpty()
            ? "no answer in time"
            : "no margins in time; it said: " + question.words);
  }

  /** Asks what can be asked now. */
  void pump() {
    while (!waiting.isEmpty()) {
      if (!mayAsk.getAsBoolean()) {
        retryLater();
        return;
      }
      int id = ids.take();
      if (id == 0) {
        waitForIds();
        return;
      }
      send(id, waiting.removeFirst());
    }
  }

  private void waitForIds() {
    if (ids.failure() != null && !ids.isUnderWay()) {
      Answer none = new Answer.None(ids.failure());
      List.copyOf(waiting).forEach(question -> end(question, none));
    }
    ids.prepare(waiting.size());
  }

  private void retryLater() {
    if (!retrying) {
      retrying = true;
      timers.after(
          RETRY,
          () -> {
            retrying = false;
            pump();
          });
    }
  }

  private void send(int id, Question question) {
    question.attempts++;
    asked.put(id, question);
    outbox.send(
        new Outbox.Letter(
            Pacer.Priority.ENTRY,
            List.of(new ClientMessage.PlaceOrder(id, question.contract, question.order)),
            question.notAfter,
            outcome -> {
              if (outcome != WriteOutcome.WRITTEN) {
                end(question, new Answer.None("the question was not written"));
              }
            }));
  }

  /** An order that is shown; true if it is a question of ours, or anybody's. */
  boolean on(OpenOrder row) {
    Question question = asked.get(row.orderId());
    if (question != null) {
      told(question, row.state());
    }
    return question != null || row.order().whatIf() || over.containsKey(row.orderId());
  }

  private void told(Question question, OrderStateFields state) {
    if (state.initMarginChange() == null) {
      question.words = state.warningText();
    } else {
      end(question, new Answer.Margins(state));
    }
  }

  /** An error about an order id; true if it is about a question. */
  boolean on(ErrorMessage error) {
    Question question = asked.get(error.id());
    if (question == null) {
      return over.containsKey(error.id());
    }
    String words = error.code() + " " + error.text();
    if (error.code() == DUPLICATE_ORDER_ID && question.attempts < MOST_ATTEMPTS) {
      asked.remove(error.id());
      over.put(error.id(), true);
      ids.discard();
      timers.after(ASKED_IDS, () -> again(question));
    } else if (ErrorMeaning.raisesDoubt(error.code()) && !error.text().contains("Warning:")
        || error.code() == CANCELLED) {
      end(question, new Answer.Refused(words));
    } else {
      question.words = words;
    }
    return true;
  }

  private void again(Question question) {
    if (!question.answer.isDone()) {
      waiting.add(question);
      pump();
    }
  }

  private void end(Question question, Answer answer) {
    waiting.remove(question);
    asked.entrySet().stream()
        .filter(entry -> entry.getValue() == question)
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(
            id -> {
              asked.remove(id);
              over.put(id, true);
            });
    if (question.answer.complete(answer) && !(answer instanceof Answer.Margins)) {
      LOG.warn("What-if of {} {}: {}", question.order.action(), question.contract, answer);
    }
  }

  /** The session is gone, and with it every answer. */
  void sessionLost() {
    List<Question> all = new ArrayList<>(waiting);
    all.addAll(asked.values());
    all.forEach(question -> end(question, new Answer.None("the session was lost")));
  }
}
