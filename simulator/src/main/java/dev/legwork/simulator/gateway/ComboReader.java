package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Brokerage;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.gateway.OrderReader.Refused;
import dev.legwork.simulator.orders.ComboLeg;
import dev.legwork.simulator.orders.Product;
import dev.legwork.simulator.orders.Side;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import dev.legwork.tws.message.TwsOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a combination and keeps IB's rules: prices on legs only for non-guaranteed combinations of
 * two, and then without a price of its own. The venue trades guaranteed combinations.
 */
final class ComboReader {
  private static final int MAX_LEGS = 6;
  private static final int MAX_RATIO = 10_000;

  private final Brokerage brokerage;

  ComboReader(Brokerage brokerage) {
    this.brokerage = brokerage;
  }

  Product.Combo read(TwsContract contract, TwsOrder order) throws Refused {
    refuseLegPrices(order, contract.comboLegs().size());
    refuseNonGuaranteed(order);
    if (contract.comboLegs().isEmpty()) {
      throw new Refused(314, "Security type 'BAG' requires combo leg details.");
    }
    if (contract.comboLegs().size() < 2 || contract.comboLegs().size() > MAX_LEGS) {
      throw new Refused(312, "The combo details are invalid.");
    }
    var legs = new ArrayList<ComboLeg>();
    for (int i = 0; i < contract.comboLegs().size(); i++) {
      legs.add(leg(contract.comboLegs().get(i), i + 1));
    }
    refuseMixed(contract, legs);
    return new Product.Combo(contract.symbol(), legs);
  }

  private static void refuseLegPrices(TwsOrder order, int legs) throws Refused {
    boolean priced = order.comboLegPrices().stream().anyMatch(leg -> leg.price() != null);
    if (priced && (legs != 2 || !nonGuaranteed(order))) {
      throw new Refused(
          10058,
          "Prices on combo legs are only allowed for non-guaranteed combinations of two legs.");
    }
  }

  private static void refuseNonGuaranteed(TwsOrder order) throws Refused {
    for (TagValue param : order.smartComboRoutingParams()) {
      if (param.tag().equals("NonGuaranteed") && !List.of("0", "1").contains(param.value())) {
        throw new Refused(10043, "Missing or invalid NonGuaranteed value. Must be 1 or 0.");
      }
    }
    if (nonGuaranteed(order)) {
      throw new Refused(
          201,
          "Order rejected - reason:the simulated gateway does not offer non-guaranteed"
              + " combinations");
    }
  }

  private static boolean nonGuaranteed(TwsOrder order) {
    return order.smartComboRoutingParams().contains(new TagValue("NonGuaranteed", "1"));
  }

  private ComboLeg leg(dev.legwork.tws.message.ComboLeg leg, int number) throws Refused {
    Instrument instrument = brokerage.instruments().byConId(leg.conId());
    Side side =
        switch (leg.action()) {
          case "BUY" -> Side.BUY;
          case "SELL", "SSHORT" -> Side.SELL;
          default -> null;
        };
    if (instrument == null || side == null || leg.ratio() <= 0 || leg.ratio() > MAX_RATIO) {
      throw new Refused(313, "The combo details for '" + number + "' are invalid.");
    }
    return new ComboLeg(instrument, side, leg.ratio());
  }

  private static void refuseMixed(TwsContract contract, List<ComboLeg> legs) throws Refused {
    long contracts = legs.stream().map(ComboLeg::instrument).distinct().count();
    long multipliers =
        legs.stream()
            .map(ComboLeg::instrument)
            .filter(Instrument::isOption)
            .map(Instrument::multiplier)
            .distinct()
            .count();
    boolean foreign =
        legs.stream().anyMatch(leg -> !leg.instrument().symbol().equals(contract.symbol()));
    if (contracts < legs.size() || multipliers > 1 || foreign) {
      throw new Refused(312, "The combo details are invalid.");
    }
  }
}
