#include "net/refusal_log.hpp"

#include <utility>

#include "core/access_limits.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"

namespace bowball::net {

RefusalLog::RefusalLog(std::shared_ptr<spdlog::logger> log) : log_(std::move(log)), lines_(limits::refusals_logged_per_second, limits::refusals_logged_at_once) {}

void RefusalLog::note(std::string_view what, const std::string& who) {
    if (!lines_.take(TokenBucket::Instant::clock::now())) return ++unsaid_, void();
    const auto others = unsaid_ == 0 ? std::string{} : " (and " + std::to_string(std::exchange(unsaid_, 0)) + " more since the line before)";
    log_->warn("refused: {}, from {}{}", what, printable(who, 3 * limits::name_bytes), others);
}

}  // namespace bowball::net
