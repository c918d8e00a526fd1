package dev.legwork.simulation.fault;

import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.net.Network;
import dev.legwork.simulation.temporal.TemporalServer;
import dev.legwork.simulation.temporal.Workflows;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.simulation.time.Story;
import dev.legwork.simulation.venue.GatewayHost;
import dev.legwork.simulation.venue.SimMarket;
import dev.legwork.simulation.worker.Worker;
import java.util.List;

/**
 * All that faults can strike.
 *
 * @param trades ids of the trades to come
 */
public record Theatre(
    Scheduler scheduler,
    Story story,
    Hits hits,
    GatewayHost gateway,
    SimMarket market,
    Network network,
    Database database,
    TemporalServer temporal,
    Workflows workflows,
    List<Worker> workers,
    List<DeskRows> desks,
    List<String> trades) {}
