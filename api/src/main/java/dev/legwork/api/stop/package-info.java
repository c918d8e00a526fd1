/** Protective stops of committed trades: shown, ended, or turned into an exit. */
package dev.legwork.api.stop;
