/** Trading sessions: started, shown, paused, resumed, stopped, changed. */
package dev.legwork.api.session;
