package dev.legwork.simulator.control;

import dev.legwork.simulator.broker.Outside;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.gateway.Venue;
import dev.legwork.simulator.gateway.VenueClock;
import dev.legwork.simulator.gateway.VenueLoop;
import dev.legwork.simulator.market.Quote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the control port changes at the venue. */
final class Commands {
  private final VenueLoop loop;

  Commands(VenueLoop loop) {
    this.loop = loop;
  }

  Object addFault(Fields body) {
    FaultRule rule = FaultJson.read(body);
    return loop.call(
        venue -> {
          venue.add(rule);
          return faults(venue);
        });
  }

  Object clearFaults() {
    return loop.call(
        venue -> {
          venue.faults().clear();
          return faults(venue);
        });
  }

  static List<Map<String, Object>> faults(Venue venue) {
    return venue.faults().all().stream().map(FaultJson::write).toList();
  }

  Object postQuote(Fields body) {
    Instrument instrument = ContractJson.read(body);
    Quote quote = quote(body);
    body.check();
    return loop.call(
        venue -> {
          venue.post(instrument, quote);
          return Map.of("contract", ContractJson.write(instrument));
        });
  }

  Object releaseQuotes() {
    return loop.call(
        venue -> {
          venue.releasePosted();
          return List.of();
        });
  }

  private static Quote quote(Fields body) {
    BigDecimal bid = price(body, "bid");
    BigDecimal ask = price(body, "ask");
    return new Quote(
        bid,
        size(body, "bidSize", bid),
        ask,
        size(body, "askSize", ask),
        price(body, "last"),
        price(body, "close"),
        body.flag("halted"));
  }

  private static BigDecimal price(Fields body, String name) {
    BigDecimal price = body.decimal(name);
    if (price != null && price.signum() < 0) {
      body.reject(name, "must not be negative");
    }
    return price;
  }

  private static long size(Fields body, String name, BigDecimal price) {
    Long size = body.whole(name);
    if (price != null && size == null) {
      body.reject(name, "is missing");
    }
    if (size != null && size < 0) {
      body.reject(name, "must not be negative");
    }
    return price == null || size == null || size < 0 ? 0 : size;
  }

  Object setClock(Fields body) {
    BigDecimal speed = body.parsed("speed", Commands::speed, "must be paused or a number");
    Instant venueTime = body.parsed("venueTime", Instant::parse, "must be an instant");
    Instant marketTime = body.parsed("marketTime", Instant::parse, "must be an instant");
    body.check();
    return loop.call(
        venue -> {
          jump(venue.clock(), venueTime, marketTime, body);
          if (speed != null) {
            venue.clock().speed(speed);
          }
          venue.advance(System.nanoTime());
          return Views.clock(venue);
        });
  }

  private static void jump(VenueClock clock, Instant venueTime, Instant marketTime, Fields body) {
    Instant venue = venueTime == null ? clock.venueTime() : venueTime;
    Instant market = marketTime == null ? clock.marketTime() : marketTime;
    if (venue.isBefore(clock.venueTime())) {
      body.reject("venueTime", "time only goes forward");
    }
    if (market.isBefore(clock.marketTime())) {
      body.reject("marketTime", "time only goes forward");
    }
    body.check();
    clock.jump(venue, market);
  }

  private static BigDecimal speed(String text) {
    BigDecimal speed = text.equals("paused") ? BigDecimal.ZERO : new BigDecimal(text);
    if (speed.signum() < 0) {
      throw new IllegalArgumentException(text);
    }
    return speed;
  }

  Object halt(Fields body) {
    String symbol = body.required("symbol");
    boolean halted = !body.has("halted") || body.flag("halted");
    body.check();
    return loop.call(
        venue -> {
          venue.brokerage().stops().halt(symbol, halted);
          return Map.of("symbol", symbol, "halted", halted);
        });
  }

  Object session(Fields body) {
    body.required("open");
    boolean open = body.flag("open");
    body.check();
    return loop.call(
        venue -> {
          venue.brokerage().stops().close(!open);
          return Map.of("open", open);
        });
  }

  Object outside(Fields body) {
    Outside event = OutsideJson.read(body);
    return loop.call(
        venue -> {
          try {
            venue.happen(event);
          } catch (IllegalArgumentException e) {
            body.reject("account", e.getMessage());
            body.check();
          }
          return Views.positions(venue);
        });
  }

  Object deposit(Fields body) {
    String account = body.required("account");
    BigDecimal cash = body.decimal("cash");
    if (cash == null || cash.signum() < 0) {
      body.reject("cash", "must be an amount of USD");
    }
    return loop.call(
        venue -> {
          if (venue.brokerage().ledger().account(account) == null) {
            body.reject("account", "is not an account of this venue");
          }
          body.check();
          venue.deposit(account, cash);
          return Views.accounts(venue);
        });
  }
}
