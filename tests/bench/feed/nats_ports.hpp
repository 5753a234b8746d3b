// Where a nats-server listens that was told to find free ports by itself.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "bench/feed/child.hpp"

namespace bowball::bench::feed {

/// What it wrote into the `folder` of its ports_file_dir: {"nats":["nats://..."],...}. Null if that is not whole within ten seconds, or has no `wanted`.
[[nodiscard]] nlohmann::json ports_of(const Child& process, const std::string& folder, const char* wanted);
/// Of the first address in a list of them.
[[nodiscard]] std::uint16_t port_of(const nlohmann::json& urls);

}  // namespace bowball::bench::feed
