package dev.legwork.workflow.lock;

import dev.legwork.lock.LockHolder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The lock's view of ledger and Temporal, with answers set by the test and all calls recorded. */
public final class ScriptedKeeper implements LockKeeperActivities {
  public final Map<String, HolderStatus> statuses = new ConcurrentHashMap<>();
  public final List<String> calls = new CopyOnWriteArrayList<>();
  volatile long fence = 7;

  @Override
  public long seedFence(String lock) {
    calls.add("seed " + lock);
    return fence;
  }

  @Override
  public long fenceOff(LockHolder holder, ForceRelease command) {
    calls.add("fence off " + holder.requestId() + " " + command.text());
    return holder.token() + 1;
  }

  @Override
  public HolderStatus inspectHolder(LockHolder holder) {
    return statuses.getOrDefault(holder.requestId(), HolderStatus.RUNNING);
  }

  @Override
  public void alertAbout(LockHolder holder, HolderStatus status) {
    calls.add("alert " + status + " " + holder.requestId());
  }
}
