package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.margin.MarginLeg;
import dev.legwork.margin.MarginModel;
import dev.legwork.margin.WorstCase;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderSizes;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.OrderStateFields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** One trade before its first order: what the broker and our model say of its margin. */
final class MarginCheck implements MarginGate.Check {
  private static final String ONLY_A_PART =
      "the broker takes no what-if as large as the trade, and our model, which would judge all of"
          + " it, is off; nothing was sent";

  private final MarginSettings settings;
  private final Timers timers;
  private final VenueTime time;
  private final AccountFunds funds;
  private final WhatIfs whatIfs;
  private final MarginFacts facts;
  private final ExecutionRequest request;
  private final OrderSizes sizes;
  private final long notAfter;
  private final MarginCheck earlier;
  private final Map<Set<String>, CompletableFuture<WhatIfs.Answer>> asked = new HashMap<>();
  private CompletableFuture<Optional<MarginFacts.Known>> known = nothing();
  private CompletableFuture<WhatIfs.Answer> whole;

  /**
   * @param sizes that the broker takes in one order, and in one question
   * @param earlier what was asked of this trade a moment ago; null: nothing was
   */
  MarginCheck(
      MarginSettings settings,
      Timers timers,
      VenueTime time,
      AccountFunds funds,
      WhatIfs whatIfs,
      MarginFacts facts,
      ExecutionRequest request,
      OrderSizes sizes,
      long notAfter,
      MarginCheck earlier) {
    this.sizes = sizes;
    this.settings = settings;
    this.timers = timers;
    this.time = time;
    this.funds = funds;
    this.whatIfs = whatIfs;
    this.facts = facts;
    this.request = request;
    this.notAfter = notAfter;
    this.earlier = earlier;
  }

  @Override
  public void serving() {
    CompletableFuture<Optional<Map<String, Instrument>>> instruments = facts.instruments();
    whole =
        instruments.thenCompose(
            found ->
                found.isPresent() && settings.asksBroker()
                    ? ask(request.legs(), MarginQuestions.whole(request, found.get(), sizes))
                    : nothing("not asked"));
    known =
        instruments.thenCompose(
            found ->
                found.isPresent() ? facts.market(found.get()).thenApply(Optional::of) : nothing());
  }

  /**
   * The trade is not entered yet: asks all that it can at the prices of now, and judges nothing.
   */
  void ahead() {
    serving();
    known.thenAccept(facts -> facts.filter(this::isPriced).ifPresent(this::askAboutPart));
  }

  private boolean isPriced(MarginFacts.Known known) {
    return unquoted(known).isEmpty() && known.spot().isPresent();
  }

  private void askAboutPart(MarginFacts.Known known) {
    part(model(known, Map.of()), known, Map.of());
  }

  @Override
  public CompletableFuture<Optional<Reason>> judge(Map<String, BigDecimal> limits) {
    return known.thenCompose(
        facts ->
            facts.isPresent()
                ? judge(facts.get(), limits)
                : unknown("not all contracts are known"));
  }

  private CompletableFuture<Optional<Reason>> judge(
      MarginFacts.Known known, Map<String, BigDecimal> limits) {
    Optional<RequestedLeg> unquoted = unquoted(known);
    if (unquoted.isPresent()) {
      return unknown("no quote of " + unquoted.get().name());
    }
    if (known.spot().isEmpty()) {
      return unknown("nobody tells the price of the underlying");
    }
    MarginModel.Assessment model = model(known, limits);
    return settings.asksBroker()
        ? part(model, known, limits)
            .thenCombine(whole, (part, all) -> decide(model, all, part, asksWhole(known)))
        : CompletableFuture.completedFuture(byModel(model, funds.available()));
  }

  private Optional<RequestedLeg> unquoted(MarginFacts.Known known) {
    return request.legs().stream()
        .filter(leg -> !MarginFacts.isUsable(known.quotes().get(leg.name())))
        .findFirst();
  }

  private MarginModel.Assessment model(MarginFacts.Known known, Map<String, BigDecimal> limits) {
    return MarginModel.assess(
        request.legs().stream().map(leg -> marginLeg(leg, known, limits)).toList(),
        known.spot().get(),
        time.today(),
        settings.shocks());
  }

  private MarginLeg marginLeg(
      RequestedLeg leg, MarginFacts.Known known, Map<String, BigDecimal> limits) {
    Quote quote = known.quotes().get(leg.name());
    return new MarginLeg(
        leg.name(),
        leg.contract(),
        leg.action(),
        leg.quantity(request.quantity()),
        MarginGate.price(leg, limits, known),
        quote.middle(),
        quote.halfSpread());
  }

  /** The broker's answer about the worst part; null where the trade has no parts. */
  private CompletableFuture<WhatIfs.Answer> part(
      MarginModel.Assessment model, MarginFacts.Known known, Map<String, BigDecimal> limits) {
    if (model.worstPart() == null) {
      return CompletableFuture.completedFuture(null);
    }
    List<RequestedLeg> legs = model.worstPart().legs().stream().map(request::leg).toList();
    return ask(
        legs,
        MarginQuestions.of(
            request,
            legs,
            known.instruments(),
            sizes,
            leg -> MarginGate.price(leg, limits, known)));
  }

  private CompletableFuture<WhatIfs.Answer> ask(
      List<RequestedLeg> legs, MarginQuestions.Question question) {
    Set<String> names = legs.stream().map(RequestedLeg::name).collect(Collectors.toSet());
    CompletableFuture<WhatIfs.Answer> known = earlier == null ? null : earlier.asked.get(names);
    CompletableFuture<WhatIfs.Answer> answer =
        known == null
            ? ask(question)
            : known.thenCompose(
                told ->
                    told instanceof WhatIfs.Answer.Margins
                        ? CompletableFuture.completedFuture(told)
                        : ask(question));
    asked.put(names, answer);
    return answer;
  }

  private CompletableFuture<WhatIfs.Answer> ask(MarginQuestions.Question question) {
    long until = Math.min(notAfter, timers.now() + settings.answerWithin().toNanos());
    return question.order() == null
        ? nothing("a unit of these legs is more than one order may be for, so it is not asked")
        : whatIfs
            .ask(question.contract(), question.order(), until)
            .thenApply(answer -> scaled(answer, question.scale()));
  }

  /** What was answered about a part, for all of it. */
  private static WhatIfs.Answer scaled(WhatIfs.Answer answer, BigDecimal scale) {
    return answer instanceof WhatIfs.Answer.Margins(OrderStateFields state)
            && scale.compareTo(BigDecimal.ONE) != 0
        ? new WhatIfs.Answer.Margins(scaled(state, scale))
        : answer;
  }

  private static OrderStateFields scaled(OrderStateFields state, BigDecimal scale) {
    return new OrderStateFields(
        state.status(),
        state.initMarginBefore(),
        state.maintMarginBefore(),
        state.equityWithLoanBefore(),
        orZero(state.initMarginChange()).multiply(scale),
        orZero(state.maintMarginChange()).multiply(scale),
        orZero(state.equityWithLoanChange()).multiply(scale),
        state.initMarginAfter(),
        state.maintMarginAfter(),
        state.equityWithLoanAfter(),
        state.commission(),
        state.minCommission(),
        state.maxCommission(),
        state.commissionCurrency(),
        state.warningText());
  }

  private Optional<Reason> decide(
      MarginModel.Assessment model, WhatIfs.Answer all, WhatIfs.Answer part, boolean ofAllOfIt) {
    List<Optional<Reason>> judged = new ArrayList<>();
    judged.add(byBroker("all legs", all));
    if (part != null) {
      judged.add(byBroker(String.join("+", model.worstPart().legs()) + " alone", part));
    }
    return judged.stream()
        .flatMap(Optional::stream)
        .findFirst()
        .or(
            () ->
                ofAllOfIt && frees(all) && (part == null || frees(part))
                    ? Optional.empty()
                    : ofAllOfIt || settings.model()
                        ? byModel(model, available(all))
                        : reason(ReasonCode.MARGIN_UNKNOWN, ONLY_A_PART));
  }

  /**
   * Whether the broker judged the trade in its full size: that a part of it frees funds says
   * nothing about the rest.
   */
  private boolean asksWhole(MarginFacts.Known known) {
    return MarginQuestions.isAskedWhole(request, known.instruments(), sizes);
  }

  /** The trade closes what the account holds: the broker knows that, the model does not. */
  private static boolean frees(WhatIfs.Answer answer) {
    return answer instanceof WhatIfs.Answer.Margins(OrderStateFields state)
        && used(state).signum() <= 0;
  }

  private static BigDecimal used(OrderStateFields state) {
    return orZero(state.initMarginChange()).subtract(orZero(state.equityWithLoanChange()));
  }

  private Optional<Reason> byBroker(String what, WhatIfs.Answer answer) {
    return switch (answer) {
      case WhatIfs.Answer.None(String why) ->
          reason(
              ReasonCode.MARGIN_UNKNOWN,
              "the broker's what-if of %s: %s; nothing was sent".formatted(what, why));
      case WhatIfs.Answer.Refused(String words) ->
          reason(ReasonCode.MARGIN, "the broker's what-if refuses %s: %s".formatted(what, words));
      case WhatIfs.Answer.Margins(OrderStateFields state) -> byNumbers(what, state);
    };
  }

  private Optional<Reason> byNumbers(String what, OrderStateFields state) {
    Optional<BigDecimal> before = available(state);
    if (before.isEmpty()) {
      return reason(ReasonCode.MARGIN_UNKNOWN, "nobody tells the account's available funds");
    }
    BigDecimal used = used(state);
    if (isAffordable(used, before.get())) {
      return Optional.empty();
    }
    return reason(
        ReasonCode.MARGIN,
        "by the broker's what-if %s takes %s USD; %s %s"
            .formatted(what, Decimals.price(used), share(before.get()), state.warningText())
            .strip());
  }

  private Optional<Reason> byModel(MarginModel.Assessment model, Optional<BigDecimal> available) {
    if (!settings.model()) {
      return Optional.empty();
    }
    if (available.isEmpty()) {
      return reason(ReasonCode.MARGIN_UNKNOWN, "nobody tells the account's available funds");
    }
    WorstCase worst = model.worst();
    return isAffordable(worst.needed(), available.get())
        ? Optional.empty()
        : reason(ReasonCode.MARGIN, "by our model %s; %s".formatted(worst, share(available.get())));
  }

  private Optional<BigDecimal> available(WhatIfs.Answer all) {
    return all instanceof WhatIfs.Answer.Margins(OrderStateFields state)
        ? available(state)
        : funds.available();
  }

  /** As the answer tells it, which is the newest; else as the account's summary does. */
  private Optional<BigDecimal> available(OrderStateFields state) {
    return state.equityWithLoanBefore() == null || state.initMarginBefore() == null
        ? funds.available()
        : Optional.of(state.equityWithLoanBefore().subtract(state.initMarginBefore()));
  }

  /** What frees funds, or takes none, is always affordable. */
  private boolean isAffordable(BigDecimal used, BigDecimal available) {
    return used.signum() <= 0 || used.compareTo(available.multiply(settings.maxShare())) <= 0;
  }

  private String share(BigDecimal available) {
    return "%s %% of %s USD available funds are %s USD"
        .formatted(
            Decimals.normal(settings.maxShare().movePointRight(2)).toPlainString(),
            Decimals.price(available),
            Decimals.price(available.multiply(settings.maxShare()).setScale(2, RoundingMode.DOWN)));
  }

  private static BigDecimal orZero(BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  private static Optional<Reason> reason(ReasonCode code, String detail) {
    return Optional.of(new Reason(code, detail));
  }

  private static CompletableFuture<Optional<Reason>> unknown(String why) {
    return CompletableFuture.completedFuture(
        reason(ReasonCode.MARGIN_UNKNOWN, why + ", so that its margin cannot be judged"));
  }

  private static CompletableFuture<Optional<MarginFacts.Known>> nothing() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private static CompletableFuture<WhatIfs.Answer> nothing(String why) {
    return CompletableFuture.completedFuture(new WhatIfs.Answer.None(why));
  }
}
