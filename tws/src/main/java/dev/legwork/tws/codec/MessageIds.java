package dev.legwork.tws.codec;

/** Message ids. What clients send and what servers send are numbered apart. */
final class MessageIds {
  static final int REQ_MKT_DATA = 1;
  static final int CANCEL_MKT_DATA = 2;
  static final int PLACE_ORDER = 3;
  static final int CANCEL_ORDER = 4;
  static final int REQ_OPEN_ORDERS = 5;
  static final int REQ_ACCOUNT_UPDATES = 6;
  static final int REQ_EXECUTIONS = 7;
  static final int REQ_IDS = 8;
  static final int REQ_CONTRACT_DETAILS = 9;
  static final int REQ_AUTO_OPEN_ORDERS = 15;
  static final int REQ_ALL_OPEN_ORDERS = 16;
  static final int REQ_MANAGED_ACCOUNTS = 17;
  static final int REQ_CURRENT_TIME = 49;
  static final int REQ_GLOBAL_CANCEL = 58;
  static final int REQ_MARKET_DATA_TYPE = 59;
  static final int REQ_POSITIONS = 61;
  static final int REQ_ACCOUNT_SUMMARY = 62;
  static final int CANCEL_ACCOUNT_SUMMARY = 63;
  static final int CANCEL_POSITIONS = 64;
  static final int START_API = 71;
  static final int REQ_SEC_DEF_OPT_PARAMS = 78;
  static final int REQ_MARKET_RULE = 91;
  static final int REQ_PNL = 92;
  static final int CANCEL_PNL = 93;
  static final int REQ_PNL_SINGLE = 94;
  static final int CANCEL_PNL_SINGLE = 95;
  static final int REQ_COMPLETED_ORDERS = 99;

  static final int TICK_PRICE = 1;
  static final int TICK_SIZE = 2;
  static final int ORDER_STATUS = 3;
  static final int ERROR = 4;
  static final int OPEN_ORDER = 5;
  static final int ACCOUNT_VALUE = 6;
  static final int PORTFOLIO_VALUE = 7;
  static final int ACCOUNT_TIME = 8;
  static final int NEXT_VALID_ID = 9;
  static final int CONTRACT_DETAILS = 10;
  static final int EXEC_DETAILS = 11;
  static final int MANAGED_ACCOUNTS = 15;
  static final int TICK_OPTION_COMPUTATION = 21;
  static final int TICK_GENERIC = 45;
  static final int TICK_STRING = 46;
  static final int CURRENT_TIME = 49;
  static final int CONTRACT_DETAILS_END = 52;
  static final int OPEN_ORDER_END = 53;
  static final int ACCOUNT_DOWNLOAD_END = 54;
  static final int EXEC_DETAILS_END = 55;
  static final int TICK_SNAPSHOT_END = 57;
  static final int MARKET_DATA_TYPE = 58;
  static final int COMMISSION_REPORT = 59;
  static final int POSITION = 61;
  static final int POSITION_END = 62;
  static final int ACCOUNT_SUMMARY = 63;
  static final int ACCOUNT_SUMMARY_END = 64;
  static final int SEC_DEF_OPT_PARAMS = 75;
  static final int SEC_DEF_OPT_PARAMS_END = 76;
  static final int TICK_REQ_PARAMS = 81;
  static final int MARKET_RULE = 93;
  static final int PNL = 94;
  static final int PNL_SINGLE = 95;
  static final int ORDER_BOUND = 100;
  static final int COMPLETED_ORDER = 101;
  static final int COMPLETED_ORDERS_END = 102;

  private MessageIds() {}
}
