package dev.legwork.api.web;

import dev.legwork.api.LedgerAccess;
import dev.legwork.ledger.sql.CommitUnknownException;
import dev.legwork.ledger.sql.LedgerUnavailableException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever ends a request into a problem. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  @ExceptionHandler
  ResponseEntity<Problem> problem(ProblemException e) {
    return answer(e.problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> ledgerAway(LedgerUnavailableException e) {
    LOG.warn("the ledger cannot answer: {}", e.getMessage());
    return answer(ProblemException.unavailable("the ledger's database cannot answer").problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> commitUnknown(CommitUnknownException e) {
    LOG.warn("the ledger may have stored it or not: {}", e.getMessage());
    return answer(
        ProblemException.unavailable("the connection to the ledger was lost; repeat the call")
            .problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> ledgerNotReady(LedgerAccess.NotReadyException e) {
    return answer(ProblemException.unavailable(e.getMessage()).problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> workflowGone(WorkflowNotFoundException e) {
    return answer(
        ProblemException.notFound("no workflow " + e.getExecution().getWorkflowId() + " runs")
            .problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> temporalAway(WorkflowServiceException e) {
    LOG.warn("Temporal cannot answer about {}: {}", e.getExecution(), String.valueOf(e.getCause()));
    return answer(
        ProblemException.unavailable("Temporal, or its worker, does not answer").problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> unexpected(RuntimeException e) {
    LOG.error("a request failed in an unexpected way", e);
    return answer(
        Problem.of(500, "internal", "Internal error", "unexpected; the api's log has the cause"));
  }

  private static ResponseEntity<Problem> answer(Problem problem) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
    if (problem.status() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
  }
}
