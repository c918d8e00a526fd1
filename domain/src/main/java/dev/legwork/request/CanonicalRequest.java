package dev.legwork.request;

import dev.legwork.contract.ContractSpec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The one text of a request: JSON without blanks, every default filled in, numbers in normal form
 * and quoted, fields in one order, absent ones left out. No admitted value needs escaping: the
 * reader's patterns exclude quotes, backslashes and control characters.
 */
public final class CanonicalRequest {
  private CanonicalRequest() {}

  /** The canonical JSON text; reading it gives an equal request. */
  public static String text(ExecutionRequest request) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    add(fields, "id", request.id());
    add(fields, "account", request.account());
    add(fields, "strategy", request.strategy());
    add(fields, "underlying", request.underlying());
    fields.add(
        request.legs().stream()
            .map(CanonicalRequest::leg)
            .collect(Collectors.joining(",", "\"legs\":[", "]")));
    fields.add("\"quantity\":" + request.quantity());
    add(fields, "netLimit", request.netLimit());
    add(fields, "placing", request.placing());
    add(fields, "pricing", request.pricing());
    fields.add("\"timeouts\":" + timeouts(request.timeouts()));
    add(fields, "breakEven", request.breakEven());
    if (!request.partial().equals(PartialPolicy.DEFAULT)) {
      fields.add("\"partial\":" + partial(request));
    }
    if (request.lean() != null) {
      fields.add("\"lean\":{\"size\":" + quoted(request.lean().size().toPlainString()) + "}");
    }
    if (request.stop() != null) {
      fields.add("\"stop\":" + stop(request.stop()));
    }
    return fields.toString();
  }

  /** SHA-256 of the canonical text, hex: equal for equal requests. */
  public static String hash(ExecutionRequest request) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text(request).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String stop(ProtectiveStop stop) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    add(fields, "leg", stop.leg());
    add(fields, "trigger", stop.trigger());
    add(fields, "limit", stop.limit());
    add(fields, "fallbackAfter", stop.fallbackAfter());
    add(fields, "netTrigger", stop.netTrigger());
    return fields.toString();
  }

  private static String leg(RequestedLeg leg) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    add(fields, "name", leg.name());
    add(fields, "action", leg.action());
    fields.add("\"ratio\":" + leg.ratio());
    fields.add("\"contract\":" + contract(leg.contract()));
    add(fields, "limit", leg.limit());
    add(fields, "childSize", leg.childSize());
    return fields.toString();
  }

  private static String contract(ContractSpec contract) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    add(fields, "type", contract.type());
    add(fields, "symbol", contract.symbol());
    add(fields, "expiry", contract.expiry());
    add(fields, "strike", contract.strike());
    add(fields, "right", contract.right());
    fields.add("\"multiplier\":" + contract.multiplier());
    add(fields, "tradingClass", contract.tradingClass());
    add(fields, "conId", contract.conId());
    return fields.toString();
  }

  private static String timeouts(Timeouts timeouts) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    add(fields, "lock", timeouts.lock());
    add(fields, "total", timeouts.total());
    add(fields, "afterFirstFill", timeouts.afterFirstFill());
    add(fields, "limit", timeouts.limit());
    return fields.toString();
  }

  /**
   * What the rules refuse together with the rest of the request has its default, and is left out.
   */
  private static String partial(ExecutionRequest request) {
    PartialPolicy policy = request.partial();
    StringJoiner fields = new StringJoiner(",", "{", "}");
    add(fields, "allButOne", policy.allButOne());
    if (policy.completes()) {
      add(fields, "minProfit", request.breakEven() == null ? null : policy.minProfit());
      fields.add("\"payUpTicks\":" + policy.payUpTicks());
      fields.add("\"payUpCap\":" + policy.payUpCap());
      add(fields, "completeWithin", policy.completeWithin());
      add(fields, "legSlippage", policy.legSlippage());
      add(fields, "groupSlippage", policy.groupSlippage());
    }
    add(fields, "units", policy.units());
    if (!policy.hedge()) {
      fields.add("\"hedge\":false");
    }
    return fields.toString();
  }

  private static void add(StringJoiner fields, String name, Object value) {
    switch (value) {
      case null -> {}
      case BigDecimal number -> fields.add(quoted(name) + ":" + quoted(number.toPlainString()));
      default -> fields.add(quoted(name) + ":" + quoted(value.toString()));
    }
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
