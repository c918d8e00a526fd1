package dev.legwork.hedge;

import dev.legwork.contract.ContractSpec;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import java.util.Optional;

/** The contract that a trade's hedge is in: the stock under its options. */
public final class HedgeContract {
  private HedgeContract() {}

  /**
   * The trade's own stock leg's contract, else the stock of the options' symbol; empty where a
   * trade has no option, or options of several underlyings.
   */
  public static Optional<ContractSpec> of(ExecutionRequest request) {
    boolean options = request.legs().stream().anyMatch(leg -> leg.contract().isOption());
    long symbols = request.legs().stream().map(leg -> leg.contract().symbol()).distinct().count();
    return !options || symbols > 1
        ? Optional.empty()
        : Optional.of(
            request.legs().stream()
                .map(RequestedLeg::contract)
                .filter(contract -> !contract.isOption())
                .findFirst()
                .orElseGet(
                    () -> ContractSpec.stock(request.legs().getFirst().contract().symbol())));
  }
}
