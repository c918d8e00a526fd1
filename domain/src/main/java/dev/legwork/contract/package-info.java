/**
 * What is traded: contracts as a user names them ({@link dev.legwork.contract.ContractSpec}) and as
 * the venue knows them ({@link dev.legwork.contract.Instrument}), with the price steps the venue
 * allows.
 */
package dev.legwork.contract;
