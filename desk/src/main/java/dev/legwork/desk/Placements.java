package dev.legwork.desk;

import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.saga.Reason;
import dev.legwork.tws.session.Pacer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Waves that only reduce risk: no fence, ahead of entries in the pacer. */
final class Placements {
  private final DeskSettings settings;
  private final Timers timers;
  private final OrderRegister register;
  private final OrderLoader loader;
  private final Serving serving;
  private final Waves waves;
  private final Map<List<OrderRef>, CompletableFuture<PlaceAnswer>> underWay = new HashMap<>();

  Placements(
      DeskSettings settings,
      Timers timers,
      OrderRegister register,
      OrderLoader loader,
      Serving serving,
      Waves waves) {
    this.settings = settings;
    this.timers = timers;
    this.register = register;
    this.loader = loader;
    this.serving = serving;
    this.waves = waves;
  }

  CompletableFuture<PlaceAnswer> place(List<OrderIntent> wave) {
    List<OrderRef> refs = wave.stream().map(OrderIntent::ref).toList();
    for (OrderIntent intent : wave) {
      if (intent.ref().purpose().opens() || !intent.account().equals(settings.account())) {
        return CompletableFuture.failedFuture(
            new IllegalArgumentException(
                intent.ref() + " of " + intent.account() + " does not reduce this account's risk"));
      }
    }
    CompletableFuture<PlaceAnswer> same = underWay.get(refs);
    if (same != null || wave.isEmpty()) {
      return wave.isEmpty()
          ? CompletableFuture.failedFuture(new IllegalArgumentException("an empty wave"))
          : same;
    }
    CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
    underWay.put(refs, answer);
    answer.whenComplete((a, failure) -> underWay.remove(refs, answer));
    loader.loadUrgently(refs, failure -> place(wave, refs, failure, answer));
    return answer;
  }

  private void place(
      List<OrderIntent> wave,
      List<OrderRef> refs,
      Exception failure,
      CompletableFuture<PlaceAnswer> answer) {
    List<OrderIntent> fresh = wave.stream().filter(intent -> !register.has(intent.ref())).toList();
    if (failure != null) {
      answer.completeExceptionally(
          new DeskUnavailable("the ledger did not answer: " + failure.getMessage()));
    } else if (fresh.isEmpty()) {
      answer.complete(answer(waves.stored(refs)));
    } else if (!serving.isServing()) {
      answer.completeExceptionally(new DeskUnavailable(serving.why()));
    } else {
      waves.store(
          OrderSplit.reducing(fresh, settings.orderSizes()),
          List.of(),
          Map.of(),
          Map.of(),
          OptionalLong.empty(),
          Pacer.Priority.UNWIND,
          timers.now() + settings.placeWithin().toNanos(),
          result -> conclude(result, refs, answer));
    }
  }

  private void conclude(
      Waves.Result result, List<OrderRef> refs, CompletableFuture<PlaceAnswer> answer) {
    if (result instanceof Waves.Result.Elsewhere(String why)) {
      answer.completeExceptionally(new NoDeskHere(why));
    } else {
      answer.complete(placed(result, refs));
    }
  }

  private PlaceAnswer placed(Waves.Result result, List<OrderRef> refs) {
    return answer(result instanceof Waves.Result.Placed ? waves.stored(refs) : result);
  }

  private static PlaceAnswer answer(Waves.Result result) {
    return switch (result) {
      case Waves.Result.Placed placed -> new PlaceAnswer.Placed(placed.orders(), placed.outcome());
      case Waves.Result.Refused(Reason why) -> new PlaceAnswer.Unanswered(why.toString());
      case Waves.Result.Elsewhere(String why) -> new PlaceAnswer.Unanswered(why);
      case Waves.Result.Unknown(String why) -> new PlaceAnswer.Unanswered(why);
      case Waves.Result.Fenced(long standing) ->
          new PlaceAnswer.Unanswered("fenced by token " + standing);
    };
  }
}
