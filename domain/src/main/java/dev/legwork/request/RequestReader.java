package dev.legwork.request;

/**
 * Reads and checks an execution request; the same for every way in, so that a trade started by REST
 * and by a plain Temporal client is admitted by the same rules. Pure: what it says depends on its
 * arguments alone.
 */
public final class RequestReader {
  private RequestReader() {}

  /**
   * @param tree a parsed JSON document: {@code Map}, {@code List}, {@code String}, {@code Number},
   *     {@code Boolean}, null
   * @param id the idempotency key given outside of the document (a header, a workflow's id), which
   *     the document's {@code id} must equal or leave out; null if there is none
   * @return the request, or everything that is wrong with it at once
   */
  public static ReadRequest read(Object tree, String id, RequestRules rules) {
    FieldErrors errors = new FieldErrors();
    FieldReader body = Draft.open(tree, errors);
    if (body == null) {
      return new ReadRequest.Invalid(errors.all(), null);
    }
    Draft draft = Draft.read(body, id, errors);
    ExecutionRequest request = errors.count() == 0 ? draft.toRequest() : null;
    new TradeRules(draft, rules, errors).check();
    String hash = request == null ? null : CanonicalRequest.hash(request);
    return errors.count() == 0
        ? new ReadRequest.Valid(request, CanonicalRequest.text(request), hash)
        : new ReadRequest.Invalid(errors.all(), hash);
  }
}
