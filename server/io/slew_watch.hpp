// How far CLOCK_MONOTONIC is being slewed: whatever sets the time of day (chrony, ntpd, timesyncd) does it by letting the kernel's
// seconds be longer or shorter for a while, by 500 ppm and more, and the seconds of a race with them.
//
// CLOCK_MONOTONIC_RAW is the bare quartz, which nobody pulls. What the two do against each other from look to look is the trim,
// which is steady, and the slew, which is not.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>

#include "core/time.hpp"

namespace bowball::io {

/// Two clocks of the kernel at one instant.
struct SlewLook {
    Duration raw{};         ///< CLOCK_MONOTONIC_RAW
    Duration monotonic{};   ///< CLOCK_MONOTONIC
    Duration spread{};      ///< between the readings before and after: what the pair may be off
};

/// The closest of five tries.
[[nodiscard]] SlewLook read_slew_look();

class SlewWatch {
public:
    /// No trim that the kernel tells is taken for steady beyond this, parts in 10^9: a quartz is off by 50 ppm at most (protocols 8.2), and
    /// the kernel's own idea of its speed by about as much.
    static constexpr std::int64_t widest_trim_ppb = 100'000;
    /// A trim follows a quartz that warms up, by 20 parts in 10^9 a second at most (protocols 8.2). What is beside it by more than
    /// `covered_ppb` is a slew, and teaches nothing.
    static constexpr std::int64_t warming_ppb_per_s = 20;
    /// What every stated bound of this computer's rate covers, so that it is no slew.
    static constexpr std::int64_t covered_ppb = 1'000;
    /// A trim that held so long is the trim. Before that another pace need hold no longer to be it: the server may have begun in the
    /// middle of a slew, or the kernel may not know.
    static constexpr Duration settling = 6min;
    /// So long no slew lasts; then what was taken for one is the trim.
    static constexpr Duration longest_slew = 1h;
    static constexpr std::size_t remembered = 360;   ///< looks

    /// `slewed`: where an earlier server's count ended, so that what it stamped can be compared.
    explicit SlewWatch(Duration slewed = {}) : slewed_(slewed) {}

    /// About once a second. `trim_ppb` is what the kernel says of its trim at the first look; later the looks themselves say it. Readings
    /// between which the thread was held up wait for the next ones.
    void look(const SlewLook& now, std::int64_t trim_ppb);

    /// Forward above zero. Only differences mean anything: between two of them the clock was slewed by so much.
    [[nodiscard]] Duration slewed() const { return slewed_; }
    /// The same by a later reading, which is no look: nothing is learnt from it.
    [[nodiscard]] Duration slewed_by(const SlewLook& now) const;
    /// Of the remembered looks, forth and back counted together: what a race that they saw whole may be off, at most.
    [[nodiscard]] Duration lately() const;
    [[nodiscard]] std::int64_t trim_ppb() const { return trim_ppb_; }
    /// Whether the trim is known. Until then it may be a slew itself, and seconds be wrong by all of it.
    [[nodiscard]] bool is_settled() const { return is_settled_; }

private:
    [[nodiscard]] Duration beside_trim(const SlewLook& now) const;
    void learn(std::int64_t pace, HostTime at, Duration span);

    std::optional<SlewLook> before_;
    std::int64_t trim_ppb_ = 0;
    bool is_settled_ = false;
    std::int64_t pace_ = 0;                    ///< where `steady_since_` began
    std::optional<HostTime> steady_since_;     ///< by CLOCK_MONOTONIC_RAW; absent: no span was looked over yet
    std::deque<Duration> lately_;              ///< slewed from look to look
    Duration slewed_;
};

}  // namespace bowball::io
