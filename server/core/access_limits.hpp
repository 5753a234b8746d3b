// Bounds of access: how long a session may rest, who may try how often, and how many wait. Beside limits.hpp, which half the house includes.
#pragma once
#include <cstddef>

#include "core/time.hpp"

namespace bowball::limits {

// --- sessions ---
/// Longer than between two races of one official, shorter than a lunch break at an open tablet.
inline constexpr Duration lock_after = 30min;
/// Whoever changes who may sign in shows his password again after this: as long as it takes to let a handful of people in.
inline constexpr Duration proof_holds = 10min;
/// How old the kept last order of a session is at most: after a restart the rest is counted from there.
inline constexpr Duration session_use_kept_every = 1min;

// --- tickets for sockets ---
/// From the answer that brings it to the request that shows it: a bad radio repeats for seconds.
inline constexpr Duration ticket_life = 30s;
/// Pages of one session that come back in the same moment, as after a restart; more of them ask again.
inline constexpr std::size_t tickets_of_session = 8;

// --- signing in ---
/// Wrong tries at one account from everywhere, before each of a place that it was never signed in from must wait. Ten people who forgot at once.
inline constexpr unsigned tries_at_account = 50;
/// People of one network whose password is being checked: strangers on one telephone keep no more of the sixteen places.
inline constexpr std::size_t waiting_sign_ins_of_network = 4;
/// Places of the sixteen that only those get who were signed in from there before.
inline constexpr std::size_t waiting_sign_ins_kept = 4;
/// Pairs of name and network that are remembered as known, 100 bytes each.
inline constexpr std::size_t known_places = 2'000;

// --- requests over plain HTTP ---
/// Of one network and second, and at once after a quiet time. A hall of two thousand behind one address opens its pages, thirty files each, within
/// some seconds; one that asks more often for minutes does not read.
inline constexpr std::size_t requests_per_second = 2'000;
inline constexpr std::size_t requests_at_once = 60'000;
/// POSTs of one session, or of one network without one: a person presses a few times a second, a script that enters a programme some hundred at once.
inline constexpr std::size_t posts_per_second = 20;
inline constexpr std::size_t posts_at_once = 400;
/// Networks and sessions whose requests are counted, 100 bytes each.
inline constexpr std::size_t counted_senders = 5'000;

// --- the log ---
/// Lines about what was refused, a second, and at once: a flood of tries must not fill the disk.
inline constexpr std::size_t refusals_logged_per_second = 1;
inline constexpr std::size_t refusals_logged_at_once = 20;

}  // namespace bowball::limits
