// Why a device file could not be opened, in words that help.
#pragma once
#include <string>

#include "core/result.hpp"

namespace bowball::io {

/// What to do about it, as sentences.
struct OpenAdvice {
    std::string where_absent;
    std::string where_forbidden;
};

/// reason: errno.
Error open_refusal(const std::string& path, int reason, const OpenAdvice& advice);

}  // namespace bowball::io
