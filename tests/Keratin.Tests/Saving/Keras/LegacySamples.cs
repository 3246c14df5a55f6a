using System.IO.Compression;

namespace Keratin.Tests;

/// <summary>Whole models in HDF5 files in the layout of Keras 2 and 3, made by <c>legacy_samples.py</c> beside.</summary>
internal static class LegacySamples
{
    /// <summary>A stack of Keras 2: a dense layer that says its input, batch normalization, sizes as a tuple; with old settings of the training.</summary>
    public static byte[] Keras2Row { get; } = Unpacked("""
        H4sIAAAAAAACA+1cTVAURxSeXUA3uEvQpJTkkq1NLE0ksICUgCYQFCUJqKVJxdKyxma22Z04f5mZRYhFhSO5eeTokaPHnGKOHHP06NEjhxxyM/27M907u0wBEin7UVRvd7/uft39vdf93jb8Pnvlaq
        H7424NUy6ndWq9WpxeM/pnXszz+gcszbB0naWbWV5+hNT1sfJe1n+xg+af5Gj6w62ZGcz9WiI+jtdD05ym6F2k2ZlvbuL0DstzPG1lRT7brUBLfwTNai0MYric2uW4xxleZVzntTLDdw/CZE57CH0Q
        6EvQD0zXQeUfoIG7YuMPD5wfKAvtcuRnARgPoVMh/N0x/hA6gesvWu4jPt56F21XIO3oPA3XWTSrGhvvblfU/nHJsEAQ6A6wYWmiWLoNf6lDJzSBVeovlmg7VP64xBkCgcECK2gqqPye3NEVJBhs0c
        ei6Qchrgt9YDpgwcKloV+HqGgBhEZNNx2vHupBDXi46p5Tt6z+4sh9VF8JVzzaieWCcGQYd1N3zBALMYw+AyM0l0CIVhcz+dCqE44A6gsmCKJx0EY4aGVM1BTNxfwV+kREcRLXLNd3wx8dc9H1bWky
        AYQV9IGK1izW6iqeDBpyhyHuQt8NpK6TO2MS+7Bat4Dforu5Yakvaxgl5YHyUCSQ2AObAFk3M1xJrmVjo34DsmdhVEW6bKrAozVBwnc9tx62AEUlqk2ARdK2+yCEZHKjKOO4JtpjjhgmW2yPkgSaxl
        i7jrYW7w7FTLJsDtv+lIKBZZPoxBAGrO3aSF/qNpF0fByVQC8wLYJPtC/lITwk4iDLzToNDNAYI0nwW5BONFlaP6pNKXAI/CqM9E0eTtfDumdBXce8ZghtMjukbUP3V5PEu2qBEBmmVtof1aYUrwJC
        oGMVBBheJaMGHITGQEeDhqVEpLUxPqRR+rG5bRlqsi2BWbVds5JgXlZX0bpwe+xlqT3uJfaYjGo6VW6SsT2eycbtseUGQcIeTCNh/ZXLyFgECCxIV1ak+fmwUje4bKAeuriet14grXVDar7ou7ZuuV
        U6xUVgBZAY9QWk64HtumENiYpxSowHlowfmZGO2TD0TYMgoukQmIfAmSf1P/nA8xDEk/cEGEbdBwaRKWkTFp3YJBrMaJmxglGJYEWPJOHqD2wMW8qg46MwqnO90LSxkdNj8khaNn/bQyvVQuZYreUz
        XcYHUAUaYIXmsY2quVTxZUtQFgzBEPyyfKFhCIjR4rvxsxkiEW3PJEjlpSZCP6yiVdAbE2mAb5XgrSPxPv3H++w+pKW7T099StOiulqq+zSiMX6v7hH5yJUOpewU1/CJicvZWaQxo69h6xv3A1vh6v
        b1G1cy5PZL6dkx0X98wfL/FtQepfFL5PXKa5tsPfPah8hKkIs8sXwBKf8oo5GWvY01pzuRydDcEdY/T7HTsdYblR2N5XFdZyzfKdVnpHxW4schgGuXb8xlNCZQDAdHWcpxlpXKOe5YGIH0i4njsFMq
        57jtkvrhuI7PN457zpePlw/iO8FEOR6P6BHq6bUac7zHyk/E5Bi03SV8VbDRKUp7ob4fppMJfEvo1g4cA2Jett2NlPAtwBCwjvKSvKS+CmybMRSk9ni9YtNpzKMQr4+m06CbPUoHFSlSpEiRIkWKFC
        lSpEhRemoVz1z/jOb59647xTP/PqNpcX9c0btFcjyTv2J5VRL5eFyHx5lm9zgujWceaYz3tJ/jmtIWy78aEPG5VhT5Nll+i8l7lpXnpkS+MsvfnGZ5Xn5Z5LvD8sszNG28lxgU+bZZvneYpkwM7eUl
        kS/3FZNr8s3sH49nyuuQ12pMjgKJZ7LvfBoBzZ3imTxuyFMctuLxx5xG42Q8f5T0kRHsEZdr7DRb1zPp7NHZL5Q9UvYoskdcr5bPiHxyaJWHYrneje3KHkXfr/SeFvVYxrGiVveSLrpmGZ6nFjmTpQ
        Udkl1pzveRpseLn7DvIIraqZx26jdW34V2CNdns7TDHLM4HRnvnGixOS3/r+tBcZVtSLV+rj0/x1/f5wpLIq0917Qp9Kuh37U/WdnXzXjra3uO7R5fG/3JJ9P6W7lOrfyDB+zeUhP8A63leaxIncfx
        85ijPzco2312v97ne63sB+SZ59HqXnu8OMlknNLOH9POv2YHDLcHqf1odq/fTOlHb4+qe6vSk2Y/ujws8vH3FPvlR3M9kf3RPDuXduv/ye9A4v4e/nwslsefT8Ty+O3GyVi+u41/eGeE3dJG0+nZ7J
        jo5yt6t/WMhXW0jVGRjz/d4U985KdDCU+EhHOsbwf/sDwixY0kHCtK6x++qfv6k/HDcF+nuIr+enBjPJ1/OHahPR/H77OJ9nzcjm5dPPT+IY6wTh0cvjYnDoc/SNfm4Nblr4uHZF0mDzZ+8OLSIYkf
        4HWZauUXPZ1U8QNFe48fzE4eTPxA/v7toOIHW9NKTxTtXU+86YPRE/n78YPSk+0Z8RTcyf8f+1bF2ZSeNMfZNmZEPvnv6vYrzia/D9nvdxaFWNysR4qzFdrE0Z5epfm/ZtPp0ZPvlR4pPWp+Z/FSUp
        Q3/c5i+ap4rsk4VpQ2jia+s8hK9wU5vwc/di7Zcrxd7yxezqWLo619p7Ak+f/s/UD7uEhm3/C0zf5DWufbHhd5/h9NuGFA9E0AAA==
        """);

    /// <summary>A model of two inputs of Keras 2 with a shared layer, not compiled.</summary>
    public static byte[] Keras2Graph { get; } = Unpacked("""
        H4sIAAAAAAACA+1azU8TQRSfbUGXjypGE/wKbtZoQAULciBcxAhaEz+IejAhpM62C6wsu013CzWEyBFvHj169OjRk3r0T/DI0aP/Ac7Hm+7O2GqDiBrmV5rHvH0z783Me29mZ/qyMH0r1326G1GYJu
        pAfSiNHUBlVC6L50+BGkC3gL7NCH4ne3YS+H3QvpWFcgenjx/OzFDpHQVCz7cuTk2kcRBRmLkxS+kTKAt/+pyR5VbCsusX11xvcSmOUn45tUu9x8BfVb/uRXnw7yPEJ0207FZxVFx1q5EXBoR/nCju
        TOkfGxkfyUv1TPZxcGnZDcpMvjslH7tBFFYX/HBN6NvM8no5Vo/3sxQGC94iAn2Pskn9dbvk4ygqBnjFtSct+x6Vt69YNq9CWOu2eLYinvn4OekAYc2p1e8ElVp8lz6mcoKLlQYdHJeWih6VLUZLuE
        KF5oKa71+xxuaJaDl+zng26ReOr43R6lEFVyPKXMB+5BJGFS8uuuUUI9G2QUpe4IS1oFwMiNHM1HnCbc9cZ1/Nddo3d5pMtpu2lFhTJY3K5tYCL6ZNjBE2LsXeKo6Jr1Fx3wtczLrazGSl0aZWzc2x
        ycyzv/WNedJ9wnIkVjPLb4ZBCRNfJd+0qmehFyjW47pHNQ2P/sJKVrWVjY1xaVhF7Ey4oylb51kTdGoTr046yeqJ7tHe2mEtVoWhF1xkYwPiNtt0PZvogfyA2lvP3gzIeUzjYK9ng0Bfd8lyGKgDlP
        s6QtQ30/uufJt6H91/MG2w1QfqHZb3b0+gXO/Sc9TOvkAdr17YKRjkvxMkulk+YekyYvxTBmI1+xpjzmfCMHgJtsMNSrnbPQkvXaYbgkOpsgEyoky3KrdvPrhrIFCYmudDij9lFL3Cv7LK/t5pYl/a
        TzuB5qT2rzoejibzKb1H5edk+xS4/mTixbNHtY9paGhoaGhoaGhoaGhoaLSLVueVX8/x8hLw+XklanleqXGwoZ5XivPDwoDqbxyze6SXn1d2NPRtn5H1mGc5HRwQ/g36LVmuDuXXNqeWsH9ElqtA+R
        UcRYm4qZ+X5d5A+dOF/2P+xHmlOl69qAD9yrHzSn5zmhxYHrOuw9hPofEeNL4DB4LivLLdfNN3Xucbjd/PN+/tP5tvRJyo+WK/4mTiIi9vSXHS+h5xc0geH42DHSdi/dtW1iVxzyO8sbBHcaKug72Q
        4VvFya/uv8Q9lKD0GkjcZ9G7o1yqzH9fY0hxJOz6CnFkDrUXR18u6zjScZTEkdgfDg7JcupFpbjYFHE1sav9bXIf/+mivK6pfqzR6j2X/85UDJwBv6gwMs3zikqzJIMYbB0/B3fbFuo3Uf8LJHKNyZ
        5nMrxBEzJO1rCG5cwrUP+r48H9KtPIi/nhn8sL//t8SfuSjM2PZE9Hvoh8Nz/86Gcnf7p+7d6vpkaar0hb/+T4tNrPmqP6vU/j99/73uX3571PPf/Z6/e+7xr333VwMQAA
        """);

    /// <summary>A stack of Keras 3, whose weights are named by paths.</summary>
    public static byte[] Keras3Row { get; } = Unpacked("""
        H4sIAAAAAAACA+1azU8TQRSf3QLZNGBKBFpFwrKocCCg6MF4qhG0JkSIeCAhpkzbKd2wbGt3CyWkkSPejCePHjly5IZHDv4R/hnecD7bnW1LGyRKwvwus+/N2zdfb3+dedPPqYVXA9G7UUBgGKAHxE
        AQ5xw/p2VZ1G/wUuPlIS+PdKHvo3UJro9x/2aEyQWuf/9ucZFYn4cg2vk9wkoDKNxEpBZfrJByjcsins502W67mENOehfZmwXfC8Rl8pLting9vM3kY67vByke37fAEI7KLVSGXnoHlT276GL9HU2j
        b8bqfTCk76SX+Iw0vp3XL5eXNMBfCNkRzM8+nX2ESzHcKC995HrFct4p7jKZuwRfuYN9K+tAz0u7cBtZz01rFX2sINe3oWPNmFa26ObtTazft4SBJxn4ZWi7MOOQKr9cQViV8/dK1BI3Cv0n88TMgX
        t45Fi5Hm7vjVuq+EukOtReBvrZQtorQOps3a04zow5/6FNA14Jlj2izEPHI70Q/m3iP03bt2q1GTPc/gKeH9RmqDlR1+UoK67tk0E+xs8w69s70MeLTYwc20WQdID0P1OxnVyadaxpfLUaW5ee0PrS
        vgTkYV42lmOOmsxlbEjiuo/Xx9vZ4YB0kVOP46MBxSEKCgoKCgoKCgoKCgrXAYMizyDOa7rIMyR5PsCgeYYMzG4hN9cxvxAN5Bd0KV8xQP2wPAk7FIMu8hUknyD8Rag+0jKvl+SKKtd3yutVR0GgNY
        WbhnBeT2Sfv4/IdiI/IuIx9Zftrr5dXtDoV8XwbAhI8b7B5YMRtUbd8FZ4vvr5imr4aQizBM3Q0aycBxjfgNZ8o2nSOrTKl/ZcwD8/7gGJRzvxj2Eq/lH803yvYI7Kdo38qhyXySvin5OE7PeX6Mio
        WqNu+Cc8X/38ZpHtdxKA3Qg1CKgT/4h7FlHGA/xDcu/DAbmX+tAkPhL9Ko0x+ct4d3wUu6/4SPFR837oePzf7odSYzIfheNYoTXa8UB1gsnfJrvjgcJDxQOKB5r3JSeTsp245uXXwle+L1mZkHkgHM
        cK7Xigl82ZJmT2BypNl/cXWmifIeQIXnHyPGiO8/8KmCBugPin+nnIoPW6zhwaPEIi2vFUa+ao/tf5YHGl13/PTqYuthe9X3ugYknGwSn+uk+b4ytx4fn58vF0Nt04dQdxeO3m5Q8TuWxfzCgAAA==
        """);

    private static byte[] Unpacked(string text)
    {
        using var stream = new GZipStream(new MemoryStream(Convert.FromBase64String(text)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
