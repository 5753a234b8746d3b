// How long those wait who follow another server.
#pragma once
#include <chrono>
#include <cstdint>

namespace bowball::relay {

constexpr std::chrono::milliseconds pause{500};   ///< before it tries again
constexpr std::chrono::seconds silence{3};        ///< then it is asked whether there is more than was sent
constexpr std::int64_t listen_ms = 100;

}  // namespace bowball::relay
