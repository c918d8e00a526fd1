package dev.legwork.api.report;

import dev.legwork.api.web.ProblemException;
import dev.legwork.request.FieldError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The days and the account that a summary is asked for.
 *
 * @param from the first day, of UTC
 * @param to the last day, of UTC
 * @param account null for all
 */
record Period(LocalDate from, LocalDate to, String account) {
  private static final int USUAL_DAYS = 30;

  Instant begin() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Exclusive. */
  Instant end() {
    return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** One day, today unless another is named. */
  static Period day(String date, String account, LocalDate today, Set<String> accounts) {
    List<FieldError> errors = new ArrayList<>();
    LocalDate day = read("date", date, today, errors);
    Period period = new Period(day, day, read(account, accounts, errors));
    return period.checked(errors);
  }

  /** Several days; the last thirty unless others are named. */
  static Period days(
      String from, String to, String account, LocalDate today, Set<String> accounts) {
    List<FieldError> errors = new ArrayList<>();
    LocalDate last = read("to", to, today, errors);
    LocalDate first = read("from", from, last.minusDays(USUAL_DAYS - 1), errors);
    if (errors.isEmpty() && first.isAfter(last)) {
      errors.add(error("from", from, "must not be after to, which is " + last));
    }
    return new Period(first, last, read(account, accounts, errors)).checked(errors);
  }

  private Period checked(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return this;
  }

  private static LocalDate read(
      String field, String given, LocalDate otherwise, List<FieldError> errors) {
    if (given == null || given.isBlank()) {
      return otherwise;
    }
    try {
      LocalDate day = LocalDate.parse(given);
      if (day.getYear() >= 1970 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    errors.add(error(field, given, "must be a date like 2014-06-06"));
    return otherwise;
  }

  private static String read(String account, Set<String> accounts, List<FieldError> errors) {
    if (account == null || account.isBlank()) {
      return null;
    }
    if (!accounts.contains(account)) {
      errors.add(error("account", account, "is not configured; configured are " + accounts));
    }
    return account;
  }

  private static FieldError error(String field, String value, String message) {
    return new FieldError(field, value, message, FieldError.Kind.SHAPE);
  }
}
