// The configuration file: TOML, every key with a default, unknown keys refused with line and column.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/channel.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::formats {

struct ServerConfig {
    std::string address = "127.0.0.1";   ///< where to listen; 0.0.0.0 for every network of the venue
    std::uint16_t port = 8080;
    bool tls = true;                     ///< HTTPS beside HTTP, on a port of its own
    std::uint16_t tls_port = 8443;
    std::uint32_t net_threads = 0;       ///< that serve screens; 0: one for each core but that of the capture thread, at least one
    std::string tls_certificate;         ///< PEM; empty: the venue's own, made at the first start under data_dir/tls
    std::string tls_key;
    bool officials_need_tls = true;      ///< whoever is not at this very computer signs in over TLS only; without TLS it says nothing
    std::uint32_t lock_after_min = 30;   ///< an official who gave no order for so long enters his password again; 0: never
    std::vector<std::string> names;      ///< that browsers may call this server by, beside its own name and its addresses
    std::string data_dir = "data";       ///< journal, accounts, recordings
    std::string web_dir;                 ///< the built pages; empty: those that were built with the server
};
struct MeetConfig {
    std::string programme;               ///< file with events, crews and races; empty: none is loaded
    std::string rules;                   ///< folder with rule sets; empty: those shipped with the server
};
struct CaptureConfig {
    bool record = true;                  ///< keep every byte that devices send
    bool realtime = false;
    bool lock_memory = false;
};
struct FeedsConfig {
    bool result_sheets = true;           ///< a CSV file for each race under data_dir/results
};
/// The way to a NATS hub, and through it to edges; absent while `url` is empty.
struct RelayConfig {
    std::string url;                     ///< "nats://hub:4222", "tls://hub:4222"; several with commas
    std::string meet;                    ///< what the meet is called there
    std::string entries = "public";      ///< or "whole": those that only officials see go with their text too
    std::uint32_t replicas = 1;          ///< of the streams, where they are made: 1, or 3 on a cluster
    std::string user;
    std::string password_file;           ///< its first line
    std::string credentials;             ///< a .creds file, instead of both
    std::string tls_ca;                  ///< PEM; empty: the roots of the system
    std::string tls_certificate;         ///< PEM, where the hub wants to know us by one
    std::string tls_key;
    friend bool operator==(const RelayConfig&, const RelayConfig&) = default;
};
/// Two servers of one venue, of which one leads and the other is ready; both need a relay.
struct StandbyConfig {
    std::string pages;                   ///< this server as people reach it: "http://192.168.1.12:8080"; empty: not said
    std::vector<std::string> others;     ///< pages of the other server, which those of this one try when it is gone
    std::uint32_t take_over_after_s = 0; ///< of silence of the first server, a standby takes over by itself; 0: never
    std::uint32_t yield_after_s = 0;     ///< so long without the hub, a leading server takes no orders; 0: it never yields
};
/// Copies of the data folder elsewhere; none while `folder` is empty.
struct BackupConfig {
    std::string folder;                  ///< on another disk than data_dir
    std::uint32_t every_min = 10;
    std::int32_t keep_days = 0;          ///< days of which the last backup is kept, three months at least; 0: nothing is ever removed
    friend bool operator==(const BackupConfig&, const BackupConfig&) = default;
};
struct LogConfig {
    std::string level = "info";
};
struct DeviceConfig {
    std::string name;
    std::string driver;
    std::string link;                    ///< empty: the driver's default
    std::vector<std::pair<std::string, std::string>> settings;
    bool record = true;
    std::optional<std::int32_t> clock_ppb = {};   ///< by how much its clock may run off, parts in 10^9; absent: as its driver says
};

/// A frame of a video and the instant that it is known to show.
struct VideoSighting {
    std::int64_t frame = 0;
    RaceTime at;
    Duration uncertainty{};
};
/// A recording that others make, or a stream of it: evidence, opened at an instant of a race.
struct VideoConfig {
    std::string name;                    ///< in addresses: small letters, digits, '_' and '-'
    std::string title;                   ///< for people; empty: the name
    TimingPoint point;                   ///< what it looks at
    std::string file;                    ///< a file of this computer, or
    std::string url;                     ///< a stream of another
    std::int64_t rate_frames = 25;       ///< so many frames
    std::int64_t rate_seconds = 1;       ///< in so many seconds
    std::vector<VideoSighting> sightings;   ///< the begin is that of frame 0
    std::optional<std::int64_t> frames = {};   ///< that it has; absent: it may still be growing
    std::optional<RaceTime> end = {};          ///< it shows nothing after this
};

struct Config {
    ServerConfig server;
    MeetConfig meet;
    CaptureConfig capture;
    FeedsConfig feeds;
    RelayConfig relay;
    BackupConfig backup;
    StandbyConfig standby;
    LogConfig log;
    std::vector<DeviceConfig> devices;
    std::vector<ChannelBinding> channels;
    std::vector<VideoConfig> videos;
};

/// Reads a configuration. Relative paths in it are taken from the folder of the file.
/// Fails with errc::bad_input; the text says file:line:column, what stood there and what is allowed.
[[nodiscard]] Result<Config> read_config(std::string_view text, const std::string& file);
/// Fails with errc::io_failed too.
[[nodiscard]] Result<Config> load_config(const std::string& file);

}  // namespace bowball::formats
