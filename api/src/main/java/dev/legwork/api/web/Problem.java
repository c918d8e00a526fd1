package dev.legwork.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.legwork.request.FieldError;
import java.util.List;

/**
 * An answer that is no success, as {@code application/problem+json}.
 *
 * @param type a URN that programs can tell problems apart by
 * @param errors everything that is wrong with the input, or null
 * @param id of the execution it is about, a session's name where one was to start, or null
 * @param code why a trade is refused, as its reason would say; or null
 * @param outcome {@code NOT_STARTED} where no workflow of this id exists, {@code UNKNOWN} where one
 *     may, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    List<InputError> errors,
    String id,
    String outcome,
    String code) {

  /**
   * @param value what was given; null where nothing was
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record InputError(String field, String value, String message) {}

  static Problem of(int status, String name, String title, String detail) {
    return new Problem(
        "urn:legwork:problem:" + name, title, status, detail, null, null, null, null);
  }

  Problem with(List<FieldError> wrong) {
    List<InputError> all =
        wrong.stream()
            .map(error -> new InputError(error.field(), error.value(), error.message()))
            .toList();
    return new Problem(type, title, status, detail, all, id, outcome, code);
  }

  Problem about(String execution, String howItWent) {
    return new Problem(type, title, status, detail, errors, execution, howItWent, code);
  }

  Problem because(String execution, String why) {
    return new Problem(type, title, status, detail, errors, execution, outcome, why);
  }
}
