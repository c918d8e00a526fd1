package dev.legwork.api.web;

import dev.legwork.request.FieldError;
import dev.legwork.request.ReadRequest;
import dev.legwork.saga.Reason;
import java.util.List;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  private ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  /** 400, or 422 where only the trade is impossible. */
  public static ProblemException invalid(ReadRequest.Invalid invalid) {
    Problem problem =
        invalid.isMalformed()
            ? Problem.of(400, "bad-request", "Bad request", "the request cannot be read")
            : Problem.of(422, "impossible-trade", "Impossible trade", "this cannot be traded");
    return new ProblemException(problem.with(invalid.errors()));
  }

  /** 400 for one field or parameter. */
  public static ProblemException invalid(String field, String value, String message) {
    return new ProblemException(
        Problem.of(400, "bad-request", "Bad request", field + " " + message)
            .with(List.of(new FieldError(field, value, message, FieldError.Kind.SHAPE))));
  }

  public static ProblemException invalid(List<FieldError> errors) {
    return new ProblemException(
        Problem.of(400, "bad-request", "Bad request", "the request cannot be read").with(errors));
  }

  /** 422 for what can be read, and contradicts what is known. */
  public static ProblemException contradicted(String detail, List<FieldError> errors) {
    return new ProblemException(
        Problem.of(422, "contradicted", "Contradicted", detail).with(errors));
  }

  public static ProblemException tooLarge(int limit) {
    return new ProblemException(
        Problem.of(
            413,
            "too-large",
            "Too large",
            "the body is larger than the " + limit + " bytes that any request needs"));
  }

  public static ProblemException notFound(String what) {
    return new ProblemException(Problem.of(404, "not-found", "Not found", what));
  }

  /** 409 for a trade that a guard of its account refuses now; nothing was started. */
  public static ProblemException refused(String id, Reason why) {
    return new ProblemException(
        Problem.of(409, "refused", "Refused", why.toString()).because(id, why.code().name()));
  }

  public static ProblemException conflict(String why) {
    return new ProblemException(Problem.of(409, "conflict", "Conflict", why));
  }

  /** 409 that names what it is about. */
  public static ProblemException conflict(String field, String value, String why) {
    return new ProblemException(
        Problem.of(409, "conflict", "Conflict", why)
            .with(List.of(new FieldError(field, value, why, FieldError.Kind.TRADE))));
  }

  /** 503 for what may be repeated later. */
  public static ProblemException unavailable(String why) {
    return new ProblemException(Problem.of(503, "unavailable", "Unavailable", why));
  }

  /**
   * 503 for a start.
   *
   * @param outcome NOT_STARTED, or UNKNOWN where it may have gone through
   */
  public static ProblemException notStarted(String id, String outcome, String why) {
    return new ProblemException(
        Problem.of(503, "unavailable", "Unavailable", why + "; repeating with this id is safe")
            .about(id, outcome));
  }

  /** 503 for a start that may have gone through, be it not of an execution. */
  public static ProblemException unknown(String id, String why) {
    return new ProblemException(
        Problem.of(503, "unavailable", "Unavailable", why).about(id, "UNKNOWN"));
  }
}
