using System.IO.Compression;

namespace Keratin.Formats.Tests;

/// <summary>Files that h5py wrote, made by <c>samples.py</c> beside.</summary>
internal static class Hdf5Samples
{
    /// <summary>Datasets of every element type and layout that is read, and attributes of every kind.</summary>
    public static byte[] Readable { get; } = Unpacked("""
        H4sIAAAAAAACA+1df3AU1R1/u/czyZGcATFaJEe1JGKRC8QQbcdsqtE4I5LBHyV2xuQu2UtOwt2RXCTYIlEL2P4D0/EH1tFgK4i1ShwdFFvggEHj+IvRwUYHlemPkc7UameoWIumu/e+L9l9d7t7uS
        TcpfP9MMc337ffe+/d2+9+9/PevrfvF43XXDuj8IJCosLtJnbiJVqMAHYf1+vseCtIAeT9IHeJLF1IHiuD9HMgf97u5hUNDYQ4R/Pny/HbqTwJuuNHVLJ8+8upbAJ9/veoTIBe8TiV20D/26VUbieI
        6YDGhvrkqU2Av7SCw+1+iPlZcdLPGsHeC37WvIjqK8HeQyrB3kncyr9QuE9uV/SZynGXxo/b5UiP3FKl6A6aJrBy4PsiTYDqEBtIXrcpHqpanuMrJ9SFfeQ8NzlvA/NjpQ7qcVGkGbrBo21Cn0Pv4Q
        x9OT0PN924/BpBaSk/6PcWmtv7QN7qNrerBBkpMLdjceN3leZ2bjhf+5rN7crA7iHZ3I7FnX9Lk9WS/XVK6yi5SUqI6lfkduWTkKz8DZwCfClVH/O3OkKbXCLVRaR6xGblb9ud6SNiXz5c/hDGzxyg
        8iuQp0B+AfIkyBMgjx7QZ3O0Do6DPAnyC5CnQH4F8gxIAmddBGkH6Uxzvmh7CoLAxQH+/JRArPCSQgcpLLGMB01wBTkNrog8QS1JjPzUqlXElGgJrTJvvFEyBPHCndetUpegLjz+dvEmTb0FZNRbzN
        vj7kJ9PGDYmp+3dWHkW/VOPL4riP72c6GdjNviV0XprhgPXMxqubMU6/b4upga/M9XyvNCCwsan2KMQNW2FWnZbtOUNEl/nZTo33Dd1ctvEMZOuK4WKoKhrmggXlUjcveBtdHu9h5Na7lAdnQf3nN4
        QE7xCwcnAz1t4bCmzVj+wTZ9fqw+Aa5eAnfXKODyOfwklYXcWY2vjSZlEZcejchw1vT1jHd2y9pb9nAxcmQEAoFAIBAIBAKBQEw/jH9cMdNRkV1z6Df4ccRted0edFQk6/Ezt35Mx7h1InP1OTDk5/
        gZeyq2EnQ2CvPxhbw3UTRNmnemf6q75VGq737M4HsjEzmDmY2ADvnoN6fHCCh9nmYfPXM+m7k9ezq/1WHhGSCfm2NuxzwiNne6x8uRCfkWe+pg7lvH5+mvs/z2LbXy6hyKibQLe4Zo3i6nvqv3zvxv
        F0LG5rJk3T4k07vKrIun011FmFCLZBalI/OnX5R2jN5n3/SZ27eC/Os8czsJ2rdhvbkdm71SM1fvwfz9NgHpb1XlbZQmE/GtzKL0vRXTLkoTMqF2ySxK/7pyWkbprHtElZSjiiSlD3Bt/Q03NRB11u
        EtDaww43Z75RJ9zgx9OW4fIbVJ9I+sx38jf2tB+ktn+7Qggf8xvKEbt0tmIWXhwvS3q+nRLmzS3hDoHy226BRAQw2J3O3mASr3Q/eyE9LtF5nnFwM5+2JzO3ZBdc+3GAwA+csKczt2dqoWTk47bn6/
        lGTsWxmH5frLpvM1x06JdbtkOxF2rz/9tZffA1ZsAnL0EejYw7U0Nv3IkZx+1BsP1aq61fQjdeINm35k0+XjTuYTicY7w5EOy3yIJh87SZ0OFVwXl3uS9SGm+Tg0+TiS+bRqflcZ6Qr3xIlZPga0Rt
        Dk64L0bWkmckVL77vSarIsA+859gn7JL88IV8oQfprUITmnfzfm9/XYKYxyeiaGWsPwrXHZ0vSU+n8bg/tNSvCNZ+8V4178rKF/wjMf7zwPXX63gk10NQrpdWXas5DwSH3qvztgkzWZHyL9rJx/iXa
        FtaMnSbbWJa5jS/qIi0hzSKtMovvyfQWk7KUhe9QrefsRIP8HjSw4/N7lrOzG+R3xMCOz+8jSa87OTs7QSAQCAQCgUAAEnRRZkL59CsfSV2YqXy2axZo9u/nhpSuUv6rowtltyufhPKR6saOn9D8rQ
        5ieCW6oFYLv5Se1zvPKq8vUo4LyX7VWD9UnUDTLoe6AvGxRVka/r/s6rT8f2qWnLHx4WHQL7zc3L4SfsemNeZ2X4E8s8zc7ijIb5aY2zVCuXs3mdu9DHKf39yO8X3JNbX9owssvrcR2qfUon80sCyz
        /tHzYHeORf/odbCbZdF/+RDsii36R/9chv0jBAKBQCAQiEzQd3tba2ttIvFFa91W8c9O350kuOkbsuJS53H1yMrBAaH4gi8PriSXVImPqynkHucPfIGSJ+/pE7zlgy4y9zbbo2p6bLCj/z5XrIac+4
        owkMw01trqJUGH71pCSl4m/1LT/LHWhEgK+sias98NqqXdIJHRUtoN6unsDYW6xrpBGXSPPMvTdo9qp4S+z7L43jXNelpuRN9Xgt25FvQ91qyn5Ub0fWNzZvT9EbDzWtD3Z5uRviMQCAQCgUBkSt8l
        saS4utY/Z7hEJBVhStylfofHM8Pj+e/5ZV9W+QkpfZPSd0mc4ZlRVOwf/sAmkDI75e4ScTk3uTyeL1vtZMYiSt8lUSyUDh08KDSKxDFE6btEbP6/k/mCbTgXBL6JEnhbdgTeBhRUsY23dcrdSxanEP
        u3bktL7H0TIvBW85Mc8Ca5ORYE/kKwO9+CwF8h6zsERgR+BWdnRLDvkNMTfT6/e2Uk8AgEAoFAIBBZE/iHb77HiMQXPzD3sbRE/tv9169IR+Zd+xccSUfomxa07eBJ/ZWLBytzPUEpA6K+M5SWqE/N
        BCUjYm/xchvycSwzYv81Z2dE7GevSW/H57eYszMi3jca2PH53bEGiT0CgUAgEAhEhkikW3iwvv30XUaLD+6ed2oVpKUsQPhhoGKn0SKEDb7T6mtQpHQLERL+g3caLUaQ/IdKx8v3Gf89iwsSHurOA7
        5vNZH+7Z9RaTWR/iTYWU2k/xrsrCbSl8L726xm4lwEdlYT6ZeuR76PQCAQCAQCkQnyZiK9/j1KbHmpK4WuW2zSmzVdF2+5e4wxal4s2HpWTgOl77YU+u41sN+4SU+feTr8IBz3cnSY4WluPXDBaHsg
        EAgEAoHIZ9omOcv/8YTHRYo+F2JJaiYUu/xHfGRHwxzi9pPPaFqBy7/RTpxu0pzKuejiP8Gmf68sP2RmlG75TvBxczEfcDH765uZacrwKeV+k8e53OOe+zzKmeDd3kb7aPOcbB7Y80OtRkOpi8C+yM
        Cez78e7Fn9BYv638DVX7CofztXf8Gi/t1c/QWL+v/8Ab0uWPgfAoFAIBAIBAJxtvtgCuzB+b6QELzVF7IFCfkjmamkhyRy58U1hLxIivpu/4tidMIevMx5s8Jlv0/mKCmhRDERfMSj/BlQDjqCV/lm
        k2C9b7YYJPbfk58o6R0SCShZiO3kor7bZypWXkewSs3CfoZISkqHkoUokTK1F6PWhu/F4PlBaBGCFQmhmmoqq+h+CcFwR4t6TJVhxSQY6ooG4nBQQTQWWNMrExKGDRLDsLAhXA0S3iDUC8d74XgvHO
        +F48FotEuVPW2BrkC3IuNycglBb6Qn3BGR20d7jeqQgAJ5dSy+TpGRaCSpx+W+5O44bdHVsUBbnLR19kZW9bTEugLhSDKd6h13henKBNBhoXU709s65bZVamlavad3NdO75Z7wXYFg1+i64K4wLb+t
        NzhaD3W3n9WByDptL7VVQB+bCoxulM3tpOaBDZsFUpR8ihcK98ntLWwPJUJmCvSpl9GuSavk7ojcFRwtxwN7swmkMLkbk7rLlCY7412iDPLX7sJUQPS7NLkJv4tU2ai/Gz3hZOXwGNtFypXMJxJYLf
        f4x19fm6Z+RZxemCynKbWcKutyBG40R7ujjif5qdXk6yaR3tVBudukHfS/XqL3P7vh/W/Rb6hkO++NvEnlLtCfglc4+0CveIXKJrz0/i/Q2FDfpI3P7A3bA28wfxLopqdcvIn+gepb9pnbuWAadEVC
        Xy7bpl4Cfdt3zOs5CPL6y8zt2L5P+y4xt2P7ah1bML3Pn1G7PzxA9ZeeoBJ5MCKTOMA2JGczXf70BO9vkxv/WRxg5UUH9OXwfsxm7Kz9rd5uAPQDO6hkv+P0Y3o7Ph6x+95AQm/3GuifHprecYBvF4
        wDiGziwCc7pjYOGPlvy06qb9iF/ovI3n8HduXGf8ufpnrdM+i/iOz9t+WZ3PjvJ1DuyLPov4js/bf8udz47wCUe2AQ/RcxAf47mCP++zzw3xfQfxET4L8v5Ij/vgj8dw/6L2IC/HdPjvgvlDvyMvov
        YgL8d29u/Pe6tyH+7zWv34Eprh8POu7vhNcSEfLSM/py+X4n23h37XN6O57fsw27lj6vt+N5lATpp1/Q2/H3q0ZWvz1c/bi4wNrpHe55A/+cdLKB8QiRTTzavW9qr3f0S0Q2fnldIjf3Sf55L/ovIh
        v/dR3Ojf9uhnKfOoL+i8jef187kqN+yqtU7xhC/0Vk77+bh3Ljv67XqV7xBvovYgL8942zMw7TLkd65BY/yCqQi0EuAVkN8nKQNSCXgqwFeQXLx6/Pv6qK0xdz+hJOr+b0yzm9htOXcnotp1/Bt2Pn
        FJ9XNp+1D/SWw/ryeZ52P6SXv6q34++HbL76J0N6Oz7usGlOa/dy+XHjgPkOjJ+IbO7DW45Sffe76EeI7O/D77ybGx65/D2qR4+h/yKy998tx3LjvyXvU33RMPovInv/XT48tf7Lnj/D41vScVRfDs
        8j2LBCxXt6Oz5es2p/ekxvx18XJyH98w/0dud9SOXS41Sy62vpTr0dvy7GB+mnd+nt+PUHZ4uH8b8D4wAimzjw4+NTGwf+B2Bp9Z6v3AAA
        """);

    /// <summary>Links, references, other files, types and filters that are not read.</summary>
    public static byte[] Refused { get; } = Unpacked("""
        H4sIAAAAAAACA+1bPWzTQBS+c5zG/aOmP7RCSGRAooi2VBUF1KmIFDpUtIIODEglJK4SNU0qx6EREiIDQ5EYGTqAhBBDh7IxIAELYuhQNiSWDgyMFVN3iO13/rnaTtKQKoX3DX29u+c75/l77+6ez0
        +nY9c72062ER2SREQiEyd+A8Yn3GXWfg8kBbkGckNg9dRoG4D649A/rzd/a2qKEMHqnx9nVDTlNJR3zplSIoj/AdNTV+cMvgHRNqD+6xWbZzqVolAfKjMurPMtepqY1ImSfon0P65xXFruRXAQnAKT
        KaUwDuHkgKHqN264zFi9XRAEavLX7C9Ei2FTo4O7g7Wmeg63b87GaPmuR6H8Rnb7/zaUd7vd8eHi+eB+WXx41uru7x2Uv7WbMgX180PB/a2D3BKC9YA+ZLM3WO8OyFODFXgKUjxbC8e8Y+QmMGI74o
        yR1DdGxiSMiRgjba4yPu1G3HpxkBeKbl+brCsmUIt3jJfM9WR8NFXGAdEVB2Sw3AxMCXPEGQeIbxxAYBxwxgHml3vtPN/cvKoXgsVcb2a2wdqHoYWtpaRJGu8kJKelFHUkNc4Ck9+8+AX84eex6ubF
        u104L6I/2P7A5iOxy3tepNxarr61sj0vRkP4LA42L5p7Oz4O8HuNSnEg2YNxAOPA/jjQ0XO4caDSnhnhFwdaTJv55GJEFtcPmIuJkEGjTCHmfOzzjhcsrti5G1Yj+2QNGsvnAY6vO31uvbySUBVtRC
        tq1dmx/pyWaQcxJPY776wbLKmXWj9LS4SUmoJXN67NzlBHQNjn96zCWqAWDdtQ19rXLssWh+y2X99Lr63cVBf6MgKBQCAQCAQCgUAgEIcN/YxPUD6EcmmAEOQ79OSGntHwP9PTC6dF+AzSelPbg72n
        qGQX9n5fsOxSNFRPCOYvjlc5nlde6T60iRWulSViXev/HM7A6SM+Pzf4T/PazDtHyCsof7pcwZYgn4TdfOfPITGrvehw6/HvZVeg/uV48LglkG8vBetNgtzrC9Zr9Pu22v2i5PILtQ6/SFfpF17X+v
        tHbMjbP6IHtE9wfnkM9MYs+1SZXw6ZPbazPD0j3iO9PUQyDxct24TLbVsWH+B3CkJy2B7aYcLG5un195LU471kq4/+c85fxqp85ggEAoFAII7yfpT8+KD/rbTQ/Hsfn7AlSXN/fNIwe8DC0rFQdJ5h
        F5vXHi01bkRkwzaC4P4sxp8XwxNeCYxmPcjBAN81kHxu0TjyohQ1Rc3GM6xdW01ndZlIq4mMQkiuoOXTSYU8SKtaoaymKouKqmQTCuirSiKnJsv6ueWVjFK0NhqF7Kqa1jQlC3pWeSGRKmSX8my8bH
        xZSer3k4qr+j9s3/L+iAaoP+fN5XQ1OgAA
        """);

    /// <summary>A file of HDF5's newest format, written with <c>libver='latest'</c>.</summary>
    public static byte[] Latest { get; } = Unpacked("""
        H4sIAAAAAAACA+v0cHHj5ZLiYubgYICB/1BwmxHCN4CKf5k0x9TfwyWISYHzEEc2Mq5gEkLWCANcTAxAI9h4GIAUY8VhmPkeDFQDF5+6tYOdBLSAUYSBgYmRkZEZKgenRRgYBRXkGVjAPAUGcQ4G8X
        ogixXoOmYuDqDLWRjPQ73KAzN4A8OQA5sEe7SQ+QC2I25L2wEAAA==
        """);

    /// <summary>A group that keeps the order of its members, which only the newer kind of group does.</summary>
    public static byte[] Ordered { get; } = Unpacked("""
        H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwqSWVH5MPkEKM0IpTug9AommDgjWE4CKi4INR9dXUiQqytI9X80ALNHmgVCczCMgpEIPFwdA0B0BJQPS6UnmFDVJaKlRw8K7fX3cAli0uE8xJ
        GNjB8wKYFlmdGzCTrgYoK6ZNXQCu6LM+3Lgv38XUCZF5blFJhHkyE5AAAqxNx5YwUAAA==
        """);

    private static byte[] Unpacked(string packed)
    {
        using var stream = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
