package dev.legwork.simulation.worker;

import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.net.Network;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.simulation.time.Story;

/** What every worker of a world shares. */
public record WorkerParts(
    Scheduler scheduler, Chance chance, Story story, Network network, Database database) {}
