/** Accounts: cash, positions with average cost, commissions, and Reg-T margin. */
package dev.legwork.simulator.accounts;
