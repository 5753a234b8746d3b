// Who was refused, in the log: what a person looks at after a strange day. A flood of tries makes a line a second, which says how many it stands for.
#pragma once
#include <memory>
#include <spdlog/logger.h>
#include <string>

#include "net/token_bucket.hpp"

namespace bowball::net {

class RefusalLog {
public:
    explicit RefusalLog(std::shared_ptr<spdlog::logger> log);

    /// `what`: the server's own words; `who`: address and name as they came, made printable here.
    void note(std::string_view what, const std::string& who);

private:
    std::shared_ptr<spdlog::logger> log_;
    TokenBucket lines_;
    std::uint64_t unsaid_ = 0;
};

}  // namespace bowball::net
