package dev.legwork.strategy;

import dev.legwork.contract.ContractSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names an opportunity so that the same one is executed once, however often, by whom and at what
 * price it is seen: underlying, trading date and the legs, whatever strategy found them and in what
 * order. Fit for the id of an execution, with room for a suffix.
 */
final class OpportunityId {
  /** Of the 64 characters of an execution's id. */
  static final int MAX_LENGTH = 56;

  private static final int DIGEST_CHARACTERS = 16;
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]+");
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private OpportunityId() {}

  /** E.g. {@code TWX-20140606-b100.20140620b1P70.20140620s1C70}. */
  static String of(String symbol, LocalDate tradingDate, List<OpportunityLeg> legs) {
    String exact = legs.stream().map(OpportunityId::text).sorted().collect(Collectors.joining("."));
    String head = symbol + "-" + DAY.format(tradingDate) + "-";
    String readable = head + exact;
    return readable.length() <= MAX_LENGTH && ALLOWED.matcher(readable).matches()
        ? readable
        : plain(head) + digest(readable);
  }

  private static String text(OpportunityLeg leg) {
    ContractSpec contract = leg.contract();
    String side = leg.action().name().substring(0, 1).toLowerCase(Locale.ROOT);
    if (!contract.isOption()) {
      return side + leg.ratio();
    }
    String odd =
        contract.multiplier() == ContractSpec.OPTION_MULTIPLIER ? "" : "x" + contract.multiplier();
    String other =
        contract.tradingClass() == null || contract.tradingClass().equals(contract.symbol())
            ? ""
            : "_" + contract.tradingClass();
    return DAY.format(contract.expiry())
        + side
        + leg.ratio()
        + contract.right().letter()
        + contract.strike().toPlainString()
        + odd
        + other;
  }

  private static String plain(String head) {
    String allowed = head.replaceAll("[^A-Za-z0-9._-]", "_");
    int most = MAX_LENGTH - DIGEST_CHARACTERS;
    return allowed.length() <= most ? allowed : allowed.substring(0, most);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
